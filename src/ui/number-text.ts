// Reads numbers as people type them, in English and in Portuguese. Formatting is not done here.

/** What stands between whole numbers and decimals in the reader's language. */
export type DecimalSeparator = "." | ",";

const PLAIN = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/**
 * Reads `1e-3`, `0.001`, `0,001`, `1,024.5` and `1.024,5`; null when the text is no number.
 * A unit behind a space is left out: `32 tokens`. A single separator before exactly three digits is
 * ambiguous (`1,024`): it groups thousands only where it is not the reader's decimal separator.
 */
export function parseNumberText(text: string, decimal: DecimalSeparator): number | null {
  const number = text.trim().replace(/[\s\u00a0]+\p{L}.*$/u, "");
  const compact = number.replace(/[\s\u00a0\u202f]/g, "").replace("−", "-");
  const plain = withPointDecimals(compact, decimal);
  return PLAIN.test(plain) ? Number(plain) : null;
}

function withPointDecimals(text: string, decimal: DecimalSeparator): string {
  const used = decimalSeparatorOf(text, decimal);
  const grouping = used === "." ? "," : ".";
  return text.replaceAll(grouping, "").replace(used, ".");
}

function decimalSeparatorOf(text: string, decimal: DecimalSeparator): DecimalSeparator {
  const lastPoint = text.lastIndexOf(".");
  const lastComma = text.lastIndexOf(",");
  if (lastPoint >= 0 && lastComma >= 0) return lastPoint > lastComma ? "." : ",";
  const present = lastPoint >= 0 ? "." : ",";
  const other = present === "." ? "," : ".";
  const occurrences = text.split(present).length - 1;
  if (occurrences > 1) return other;
  const looksGrouped = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/.test(text);
  return looksGrouped ? decimal : present;
}
