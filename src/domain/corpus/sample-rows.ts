// The first rows of a delimited text as one dialect reads them, to judge the dialect by.
import { createRowReader } from "./csv-row";
import { DEFAULT_LIMITS } from "./parser-limits";
import type { FieldDialect } from "./table-dialect";

const MOST_ROWS = 200;

/** A row of a sample; blank lines are rows of one empty field. */
export interface SampleRow {
  readonly fields: readonly string[];
  /** Number of the line on which it starts, from 0. */
  readonly line: number;
}

/** Reads the first rows of a sample; a last row that the cut may have hurt is left out. */
export function sampleRows(sample: string, isWhole: boolean, dialect: FieldDialect): SampleRow[] {
  const reader = createRowReader(dialect, DEFAULT_LIMITS.field);
  const rows: SampleRow[] = [];
  let line = 0;
  for (let start = 0; start < sample.length && rows.length < MOST_ROWS; ) {
    let row = reader.read(sample, start, isWhole, Number.POSITIVE_INFINITY);
    if (row.kind === "unclosed") row = reader.read(sample, start, isWhole, row.quote);
    if (row.kind !== "row") break;
    rows.push({ fields: row.fields, line });
    line += row.lines;
    start = row.next;
  }
  return rows;
}

/** Tells an empty line. */
export function isBlank(fields: readonly string[]): boolean {
  return fields.length === 1 && fields[0].trim() === "";
}

/** Counts the fields up to the last one that holds something. */
export function filledWidth(fields: readonly string[]): number {
  let width = fields.length;
  while (width > 0 && fields[width - 1].trim() === "") width--;
  return width;
}
