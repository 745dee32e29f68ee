// Cells of the tables that Curió writes as CSV (RFC 4180).

/** Puts a text between quotes where a reader would else take it apart, between commas or semicolons. */
export function quotedCell(text: string): string {
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * Writes what somebody typed as a cell. Spreadsheets run what begins with one of these signs as a formula, spaces before
 * it or not; an apostrophe before them makes it a text (OWASP, CSV Injection).
 */
export function typedCell(text: string): string {
  return quotedCell(/^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text);
}
