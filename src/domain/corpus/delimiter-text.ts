// A delimiter as a person types it: the character itself, or an escape that stands for it.

const NAMED: ReadonlyMap<string, string> = new Map([
  ["\\t", "\t"],
  ["\\v", "\v"],
  ["\\f", "\f"],
  ["\\0", "\0"],
  ["\\\\", "\\"],
]);

/**
 * Gives the delimiter that is meant: one UTF-16 unit, or `\t`, `\v`, `\f`, `\0`, `\\`, `\xHH`, `\uHHHH`. Null for
 * everything else, and for what stands inside fields or ends them: letters, digits, quotes, line breaks.
 */
export function readDelimiter(typed: string): string | null {
  const code = /^\\(?:x([\da-f]{2})|u([\da-f]{4}))$/i.exec(typed);
  const meant = code === null ? (NAMED.get(typed) ?? typed) : String.fromCharCode(parseInt(code[1] ?? code[2], 16));
  if (meant.length !== 1 || typed === "\\") return null;
  return /[\p{L}\p{M}\p{N}\p{Surrogate}"'\r\n\uFEFF\uFFFD]/u.test(meant) ? null : meant;
}

/** Writes a delimiter so that it can be seen and typed. */
export function writeDelimiter(delimiter: string): string {
  for (const [typed, meant] of NAMED) if (meant === delimiter && meant !== "\\") return typed;
  if (!/[\p{C}\p{Z}]/u.test(delimiter)) return delimiter;
  return `\\u${delimiter.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
