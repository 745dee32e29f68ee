// Guesses a CSV's delimiter and whether its first row names the columns, from the start of the text.
import { createRowReader } from "./csv-row";
import { DEFAULT_LIMITS } from "./parser-limits";

const SNIFF_ROWS = 100;
const LONGEST_COLUMN_NAME = 64;

// Comma comes last: at equal evidence a comma is more likely text or a decimal sign than the others are.
const DELIMITERS = ["\t", ";", "|", ","] as const;

/** How well a delimiter explains the start of a text. */
export interface DelimiterGuess {
  readonly delimiter: string;
  /** Share of the rows that have the commonest number of fields. */
  readonly consistency: number;
  /** The commonest number of fields. */
  readonly width: number;
  readonly rows: readonly (readonly string[])[];
}

/** Gives the delimiter whose rows agree best on a width above one; a comma where none does. */
export function guessDelimiter(sample: string, isWhole: boolean): DelimiterGuess {
  const guesses = DELIMITERS.map((delimiter) => judge(sample, isWhole, delimiter));
  const comma = guesses[guesses.length - 1];
  const tables = guesses.filter((guess) => guess.width > 1);
  return (
    tables.reduce<DelimiterGuess | null>(
      (best, guess) => (best === null || guess.consistency > best.consistency ? guess : best),
      null,
    ) ?? comma
  );
}

/** Gives the first rows of a sample; a last row that the cut may have hurt is left out. */
export function sampleRows(sample: string, isWhole: boolean, delimiter: string): string[][] {
  const reader = createRowReader(delimiter, DEFAULT_LIMITS.field);
  const rows: string[][] = [];
  for (let start = 0; start < sample.length && rows.length < SNIFF_ROWS; ) {
    let row = reader.read(sample, start, isWhole, Number.POSITIVE_INFINITY);
    if (row.kind === "unclosed") row = reader.read(sample, start, isWhole, row.quote);
    if (row.kind !== "row") break;
    if (!isBlank(row.fields)) rows.push(row.fields);
    start = row.next;
  }
  return rows;
}

/** Tells an empty line. */
export function isBlank(fields: readonly string[]): boolean {
  return fields.length === 1 && fields[0] === "";
}

/**
 * Tells whether the first row looks like names: short, distinct, not numbers, none a value that its
 * column repeats. A single column has a header only above numbers or under a usual name.
 */
export function guessHeader(rows: readonly (readonly string[])[]): boolean {
  if (rows.length < 2) return false;
  const names = rows[0].map((cell) => cell.trim());
  const body = rows.slice(1);
  const couldBeNames = names.every(
    (name) => name.length <= LONGEST_COLUMN_NAME && !isNumber(name) && !/[\r\n]/.test(name),
  );
  if (!couldBeNames || names.every((name) => name === "")) return false;
  if (new Set(names).size !== names.length) return false;
  const standsAboveNumbers = names.some(
    (name, column) => name !== "" && body.every((row) => isNumber(row[column] ?? "")),
  );
  if (standsAboveNumbers) return true;
  if (names.length === 1)
    return /^(texto?|names?|nomes?|title|t[ií]tulo|content|conte[uú]do|sentence|frase|word|palavra)$/i.test(names[0]);
  return !names.some((name, column) => body.some((row) => row[column]?.trim() === name));
}

function judge(sample: string, isWhole: boolean, delimiter: string): DelimiterGuess {
  const rows = sampleRows(sample, isWhole, delimiter);
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let width = 0;
  for (const [fields, count] of counts) if (count > (counts.get(width) ?? 0)) width = fields;
  return { delimiter, consistency: (counts.get(width) ?? 0) / Math.max(1, rows.length), width, rows };
}

function isNumber(cell: string): boolean {
  return /^\s*[-+]?[0-9][0-9.,]*\s*%?\s*$/.test(cell);
}
