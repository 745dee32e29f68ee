// Finds how a delimited text is written down: every candidate reads a sample, and the one whose rows agree
// best wins, as the sniffers of DuckDB and CleverCSV (van den Burg, Nazábal and Sutton, 2019) do.
import type { CorpusConfig } from "../config/run-config";
import { readDelimiter } from "./delimiter-text";
import { guessHeader } from "./guess-header";
import { filledWidth, isBlank, type SampleRow, sampleRows } from "./sample-rows";
import { type FieldDialect, standardFields, type TableDialect } from "./table-dialect";

/** What the user may have said of the dialect, and what is known of it. */
export interface DialectWishes
  extends Pick<
    CorpusConfig,
    "delimiter" | "otherDelimiter" | "header" | "quote" | "escape" | "skippedLines" | "comment"
  > {
  /** How fields were cut by the program that wrote the text; it wrote no comments either. Absent where that is unknown. */
  readonly fields?: FieldDialect;
}

/** Everything found. */
export const NO_WISHES: DialectWishes = {
  delimiter: "auto",
  otherDelimiter: "",
  header: "auto",
  quote: "auto",
  escape: "auto",
  skippedLines: "",
  comment: "auto",
};

/** How well a dialect explains the start of a text. */
export interface DialectGuess {
  readonly dialect: TableDialect;
  /** 0 to 1, 1 where every row has the width of the table; 0 where no row has two fields. */
  readonly score: number;
  /** Columns of the table: fields of the header, or of the first row or most rows, whichever are more. */
  readonly width: number;
  /** The rows below skipped lines and comments, the header's included. */
  readonly rows: readonly SampleRow[];
}

// Comma comes last: at equal evidence a comma is more likely text or a decimal sign than the others are.
const DELIMITERS = ["\t", ";", "|", ","] as const;
const MOST_SKIPPED_ROWS = 20;
const MOST_SKIPPED_SHARE = 0.25;
/** A delimiter that explains less than this is part of a text. */
const LOWEST_SCORE = 0.5;
/** From this share of rows alike on, spaces after delimiters are a habit of writing and no prose. */
const ALIKE = 0.95;

/** Gives the dialect of a text by its start; `isWhole` says that the sample is all of it. */
export function sniffDialect(sample: string, isWhole: boolean, wishes: DialectWishes): DialectGuess {
  if (wishes.fields !== undefined) return judge(sample, isWhole, wishes.fields, wishes, null);
  const declared = /^sep=(.)\r?\n/i.exec(sample)?.[1] ?? null;
  const found = declared === null ? DELIMITERS : [declared];
  const wished = wishedDelimiter(wishes);
  const delimiters = wished === null ? found : [wished];
  const guesses = candidates(sample, delimiters, wishes).map((fields) =>
    judge(sample, isWhole, fields, wishes, declared),
  );
  const best = guesses.reduce((first, second) => (isBetter(second, first) ? second : first));
  if (wished !== null || declared !== null || (best.width > 1 && best.score >= LOWEST_SCORE)) return best;
  return judge(sample, isWhole, asWished(standardFields(""), wishes), wishes, declared);
}

/** At equal scores a table whose header is part of it beats one that has to skip that header as a title. */
function isBetter(guess: DialectGuess, than: DialectGuess): boolean {
  if (guess.score !== than.score) return guess.score > than.score;
  return guess.dialect.skippedLines < than.dialect.skippedLines;
}

/** Gives the delimiter that was wished for, empty for none; null where it is to be found. */
function wishedDelimiter({ delimiter, otherDelimiter }: DialectWishes): string | null {
  if (delimiter === "auto") return null;
  if (delimiter === "other") return readDelimiter(otherDelimiter);
  return delimiter === "none" ? "" : delimiter;
}

/**
 * A backslash is tried where one stands before a quote, a single quote where one opens and ends fields; what was
 * wished for stands in each.
 */
function candidates(sample: string, delimiters: readonly string[], wishes: DialectWishes): readonly FieldDialect[] {
  const hasBackslashes = sample.includes('\\"');
  const marks = delimiters.map((delimiter) => delimiter.replace(/[\\\]^-]/, "\\$&")).join("");
  const hasSingleQuotes = new RegExp(`(?:^|[\\n${marks}])'[^'\\n]*'(?:[${marks}\\r\\n]|$)`).test(sample);
  return delimiters
    .flatMap((delimiter) => [
      ...(hasBackslashes ? [{ ...standardFields(delimiter), escape: "backslash" } as const] : []),
      standardFields(delimiter),
      ...(hasSingleQuotes ? [{ ...standardFields(delimiter), quote: "'" }] : []),
    ])
    .map((fields) => asWished(fields, wishes));
}

function asWished(fields: FieldDialect, wishes: DialectWishes): FieldDialect {
  const { quote } = wishes;
  return {
    delimiter: fields.delimiter,
    quote: quote === "auto" ? fields.quote : quote === "none" ? "" : quote,
    escape: wishes.escape === "auto" ? fields.escape : wishes.escape,
  };
}

function judge(
  sample: string,
  isWhole: boolean,
  fields: FieldDialect,
  wishes: DialectWishes,
  declared: string | null,
): DialectGuess {
  const above = linesAbove(sample, wishes, declared);
  const read = rowsBelow(sample, isWhole, fields, above ?? NONE_ABOVE).slice(
    above === null && declared !== null ? 1 : 0,
  );
  const found = wishes.fields === undefined ? commentMark(read) : "";
  const comment = wishes.comment === "auto" ? found : wishes.comment === "none" ? "" : wishes.comment;
  const filled = read.filter((row) => !isBlank(row.fields) && !isComment(row, comment));
  const titles = above !== null ? 0 : countTitles(filled, wishes.header === "no");
  const rows = filled.slice(titles);
  const hasHeader = wishes.header === "auto" ? guessHeader(rows.map((row) => row.fields)) : wishes.header === "yes";
  const isBelow = titles > 0 || declared !== null || comment !== "";
  const skippedLines = above?.lines ?? (isBelow ? (rows[0]?.line ?? 0) : 0);
  const usualWidth = commonWidth(rows.map((row) => row.fields.length));
  const width = Math.max(rows[0]?.fields.length ?? 0, hasHeader ? 0 : usualWidth);
  const dialect = { ...fields, skippedLines, comment, hasHeader };
  return { dialect, score: scoreOf(rows, width, usualWidth, fields), width, rows };
}

/** Lines at the start of a text, and where they end. */
interface LinesAbove {
  readonly lines: number;
  readonly end: number;
}

const NONE_ABOVE: LinesAbove = { lines: 0, end: 0 };

/** Gives the lines above that were wished for, as many as the sample has; null where they are to be found. */
function linesAbove(sample: string, { skippedLines }: DialectWishes, declared: string | null): LinesAbove | null {
  if (!/^\d+$/.test(skippedLines)) return null;
  const wished = Math.max(Number(skippedLines), declared === null ? 0 : 1);
  let above = NONE_ABOVE;
  for (const { 0: found, index } of sample.matchAll(/\r\n|\r|\n/g)) {
    if (above.lines === wished) break;
    above = { lines: above.lines + 1, end: index + found.length };
  }
  return above;
}

function rowsBelow(sample: string, isWhole: boolean, fields: FieldDialect, { lines, end }: LinesAbove): SampleRow[] {
  const rows = sampleRows(sample.slice(end), isWhole, fields);
  return lines === 0 ? rows : rows.map((row) => ({ ...row, line: row.line + lines }));
}

/**
 * A mark of comments opens the text's first line: with a space behind it, or on a line that is not as wide as the
 * rows. A header may begin with it too (`#id`).
 */
function commentMark(rows: readonly SampleRow[]): string {
  const first = rows.find((row) => !isBlank(row.fields))?.fields;
  if (first === undefined || !/^[#%]/.test(first[0])) return "";
  const isWide = first.length > 1 && first.length === commonWidth(rows.map((row) => row.fields.length));
  return isWide && !/^.[#%\s]/.test(first[0]) ? "" : first[0][0];
}

function isComment({ fields }: SampleRow, comment: string): boolean {
  return comment !== "" && fields[0].startsWith(comment);
}

/**
 * Counts the title rows above the table: a few rows narrower than the rest, above a row that reads as a header.
 * Without that header narrow rows may be records as well, and stay.
 */
function countTitles(rows: readonly SampleRow[], isHeaderless: boolean): number {
  // Where the first row is data, one with empty fields is data too; only a title has no fields at all.
  const widths = rows.map(({ fields }) => (isHeaderless ? fields.length : filledWidth(fields)));
  const usual = commonWidth(widths);
  const count = widths.findIndex((width) => width >= usual);
  const isFew = count > 0 && count <= MOST_SKIPPED_ROWS && count <= MOST_SKIPPED_SHARE * rows.length;
  return isFew && guessHeader(rows.slice(count).map((row) => row.fields)) ? count : 0;
}

/** Compares the rows with the width of the table; short rows count half, rows that are too long nothing. */
function scoreOf(rows: readonly SampleRow[], width: number, usualWidth: number, { delimiter }: FieldDialect): number {
  if (rows.length === 0 || rows.every(({ fields }) => filledWidth(fields) < 2)) return 0;
  let alike = 0;
  let fitting = 0;
  for (const { fields } of rows) {
    if (fields.length === width || fields.length === usualWidth) alike++;
    if (filledWidth(fields) <= width) fitting++;
  }
  const score = (fitting * (rows.length + alike)) / (2 * rows.length ** 2);
  const isProse = delimiter === "," && alike < ALIKE * rows.length && rows.some(hasProse);
  return isProse ? score / 2 : score;
}

/** Tells the commas of a sentence, which stand before spaces, from those of a table. */
function hasProse({ fields }: SampleRow): boolean {
  return fields.some((field) => /^ \p{L}/u.test(field));
}

/** Gives the width that most rows have, the larger of two. */
function commonWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return Math.max(0, ...[...counts].filter(([, count]) => count === most).map(([width]) => width));
}
