// Rows of a large table, each held as one text instead of a list of values: a fifth of the objects, which is what
// a table of millions of rows costs in memory and in collecting garbage.
import type { SourceRow } from "./source";

/** Stands between values where none holds it; the unit separator of ASCII, which texts hardly ever hold. */
const UNIT_SEPARATOR = "\u001f";

/** A row whose values are cut out of its text each time they are asked for. */
class PackedRow implements SourceRow {
  readonly line: number;
  readonly #text: string;
  readonly #separator: string;

  constructor(line: number, text: string, separator: string) {
    this.line = line;
    this.#text = text;
    this.#separator = separator;
  }

  get values(): readonly string[] {
    return this.#text.split(this.#separator);
  }
}

/** Makes a row of a text whose values stand between separators. */
export function rowOfText(line: number, text: string, separator: string): SourceRow {
  return separator === "" ? { line, values: [text] } : new PackedRow(line, text, separator);
}

/** Makes a row of its values. */
export function rowOfValues(line: number, values: readonly string[]): SourceRow {
  const isPlain = values.length > 1 && !values.some((value) => value.includes(UNIT_SEPARATOR));
  return isPlain ? new PackedRow(line, values.join(UNIT_SEPARATOR), UNIT_SEPARATOR) : { line, values };
}
