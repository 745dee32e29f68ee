// The rows of a delimited text as they are accepted: the first fixes the columns; no row is lost for its width.

import type { Units } from "../text-units";
import { columnNames, numberedColumns } from "./column-names";
import type { CsvRow } from "./csv-row";
import { PackedRows } from "./packed-rows";
import type { ParserLimits } from "./parser-limits";
import type { PlainLines } from "./plain-lines";
import { RowCursor } from "./row-cursor";
import { filledWidth, isBlank } from "./sample-rows";
import type { SourceProblemReason, SourceRows } from "./source";
import type { NoteLog } from "./source-note";
import type { Table } from "./source-parser";
import type { DialectCounts, TableDialect } from "./table-dialect";
import { isVisible } from "./text-shape";
import { trimmedStart } from "./white-space";

/** A column without a name that fewer rows than this share fill is what a few rows with too many delimiters made. */
const STRAY_SHARE = 0.05;

/** A growing table. */
export interface CsvTable {
  /** Number of columns, null before the first row. */
  readonly width: number | null;
  /** Takes a row that starts on `line`; gives the reason where it refuses it. */
  accept(row: Pick<CsvRow, "fields" | "isQuoted" | "isEscaped">, line: number): SourceProblemReason | null;
  /** Takes a row without quotes that begins at `start` of the open page; false for one that needs a closer look. */
  acceptPlain(start: number, row: Pick<PlainLines, "end" | "delimiters">, line: number): boolean;
  /** Opens a page of text in which plain rows stand; its units are asked for once it holds any. */
  openPage(text: string, units: () => Units): void;
  /**
   * Gives the columns and the rows, without columns that have neither a name nor a value, unless all are such; set
   * aside are those that have no name and hardly a value.
   */
  finish(): Pick<Table, "columns" | "rows"> & { readonly asides: readonly string[] };
  /** How many accepted rows, the header among them, the parts of the dialect concern. */
  readonly counts: Omit<DialectCounts, "lines">;
  /** Whether it holds as many rows as are wanted and takes no more. */
  readonly isFull: boolean;
}

/**
 * Creates an empty table. With a header the first row names the columns; without one they are numbered, at least
 * `fewest` of them. A short row is filled with empty values. In a long row empty values behind the last column
 * are left out; others go to the last column, with their delimiters.
 */
export function createCsvTable(
  { hasHeader, delimiter, comment }: TableDialect,
  fewest: number,
  notes: NoteLog,
  limits: ParserLimits,
): CsvTable {
  const rows = new PackedRows();
  /** Number of the open page, -1 as long as no row stands in it. */
  let page = -1;
  let pageText = "";
  let pageUnits = (): Units => new Uint8Array(0);
  const counts = { delimiter: 0, quote: 0, escape: 0 };
  let header: readonly string[] | null = null;
  let headerLine = 1;

  function fitted(fields: readonly string[], width: number, line: number): readonly string[] {
    if (fields.length === width) return fields;
    if (fields.length < width) {
      notes.add("shortRow", line, () => fields.join(delimiter));
      return [...fields, ...new Array<string>(width - fields.length).fill("")];
    }
    if (filledWidth(fields) <= width) return fields.slice(0, width);
    notes.add("longRow", line, () => fields.join(delimiter));
    return [...fields.slice(0, width - 1), fields.slice(width - 1).join(delimiter)];
  }

  return {
    counts,
    get width() {
      return header?.length ?? null;
    },
    get isFull() {
      return rows.length >= limits.rows;
    },
    accept({ fields, isQuoted, isEscaped }, line) {
      if (isBlank(fields) || rows.length >= limits.rows) return null;
      if (comment !== "" && fields[0].startsWith(comment)) {
        notes.add("comment", line, () => fields.join(delimiter));
        return null;
      }
      if (fields.some((field) => field.length > limits.field)) return "fieldTooLong";
      if (filledWidth(fields) > limits.columns) return "tooManyFields";
      const isNames = header === null && hasHeader;
      if (header === null) {
        headerLine = line;
        const width = Math.min(Math.max(fields.length, fewest), limits.columns);
        header = hasHeader ? fields : new Array<string>(width).fill("");
      }
      if (!isNames && limits.draw?.takesNext() === false) return null;
      if (fields.length > 1) counts.delimiter++;
      if (isQuoted) counts.quote++;
      if (isEscaped) counts.escape++;
      if (!isNames) rows.addValues(fitted(fields, header.length, line), line);
      return null;
    },
    acceptPlain(start, { end, delimiters }, line) {
      const width = delimiters + 1;
      if (width !== header?.length || width > limits.columns || end - start > limits.field) return false;
      // A line of white space is no row of one column.
      if (width === 1 && !isVisible(pageText.charCodeAt(start))) return false;
      if (comment !== "" && pageText.startsWith(comment, start)) return false;
      if (rows.length >= limits.rows || limits.draw?.takesNext() === false) return true;
      if (delimiters > 0) counts.delimiter++;
      if (limits.draw !== null) {
        // A page would hold the rows that were not drawn too.
        const row = pageText.slice(start, end);
        rows.addValues(delimiters === 0 ? [row] : row.split(delimiter), line);
        return true;
      }
      if (page === -1) page = rows.addPage(pageUnits(), delimiter);
      rows.add(page, start, end, line);
      return true;
    },
    openPage(text, units) {
      page = -1;
      pageText = text;
      pageUnits = units;
    },
    finish() {
      const names = header ?? [];
      const all = hasHeader ? columnNames(names) : numberedColumns(names.length);
      const nameless = names.flatMap((name, index) => (name.trim() === "" ? [index] : []));
      const filled = filledRows(rows, names.length, nameless);
      const kept = names.flatMap((_, index) => (filled.get(index) === 0 ? [] : [index]));
      if (kept.length === 0) return { columns: all, asides: [], rows };
      const isStray = (index: number) => (filled.get(index) ?? rows.length) < STRAY_SHARE * rows.length;
      const strays = hasHeader ? kept.filter(isStray) : [];
      noteValues(rows, names.length, strays, notes);
      const asides = strays.map((index) => all[index]);
      if (kept.length === names.length) return { columns: all, asides, rows };
      for (const [index, count] of filled) {
        if (count === 0) notes.add("emptyColumn", headerLine, "", 1, String(index + 1));
      }
      rows.keepColumns(kept);
      return { columns: kept.map((index) => all[index]), asides, rows };
    },
  };
}

/** Tells of each value of some columns; reads each row once. */
function noteValues(rows: SourceRows, columns: number, looked: readonly number[], notes: NoteLog): void {
  if (looked.length === 0) return;
  const cursor = new RowCursor(rows, columns);
  for (let index = 0; index < rows.length; index++) {
    cursor.read(index);
    for (const column of looked) {
      if (isFilled(cursor, column)) notes.add("strayValue", cursor.lineOf(index), cursor.text(column));
    }
  }
}

/** Counts the rows that hold something in some columns, by column; reads each row once. */
function filledRows(rows: SourceRows, columns: number, looked: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map(looked.map((column) => [column, 0]));
  if (looked.length === 0) return counts;
  const cursor = new RowCursor(rows, columns);
  for (let index = 0; index < rows.length; index++) {
    cursor.read(index);
    for (const column of looked) if (isFilled(cursor, column)) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  return counts;
}

function isFilled({ units, starts, ends }: RowCursor, column: number): boolean {
  return trimmedStart(units, starts[column], ends[column]) < ends[column];
}
