// What kind of value a cell of a table holds, as far as its text tells.

/** Kinds of values; everything that is nothing else is text. */
export type CellType = "empty" | "number" | "date" | "truth" | "text";

// Digits with separators of thousands and decimals, an exponent, a sign of money or per cent. White space has one place
// in it at a time, or a long gap would be tried in every way.
const NUMBER = /^[-+(]?\s*(?:(?:[$€£¥]|R\$|US\$)\s*)?\d[\d.,\s']*(?:e[-+]?\d+\s*)?[%)$€£¥]?$/i;
const DATE =
  /^(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})(?:[ T,]+\d{1,2}:\d{2}.*)?$|^\d{1,2}:\d{2}(?::\d{2})?$/;
const TRUTH = /^(?:true|false|yes|no|sim|não|verdadeiro|falso|na|n\/a|nan|null|none)$/i;

/** Tells what a cell holds. */
export function cellType(cell: string): CellType {
  const value = cell.trim();
  if (value === "") return "empty";
  if (NUMBER.test(value)) return "number";
  if (DATE.test(value)) return "date";
  return TRUTH.test(value) ? "truth" : "text";
}
