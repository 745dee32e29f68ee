// The rows of a delimited text as they are accepted: the first fixes the columns; no row is lost for its width.
import { columnNames, numberedColumns } from "./column-names";
import type { CsvRow } from "./csv-row";
import { rowOfText, rowOfValues } from "./packed-row";
import type { ParserLimits } from "./parser-limits";
import { filledWidth, isBlank } from "./sample-rows";
import type { SourceProblemReason, SourceRow } from "./source";
import type { NoteLog } from "./source-note";
import type { TableDialect } from "./table-dialect";

/** A growing table. */
export interface CsvTable {
  /** Number of columns, null before the first row. */
  readonly width: number | null;
  /** Takes a row that starts on `line`; gives the reason where it refuses it. */
  accept(row: Pick<CsvRow, "fields" | "plain">, line: number): SourceProblemReason | null;
  /** Gives the columns and the rows, without columns that have neither a name nor a value, unless all are such. */
  finish(): { readonly columns: readonly string[]; readonly rows: readonly SourceRow[] };
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
  const rows: SourceRow[] = [];
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
    get width() {
      return header?.length ?? null;
    },
    accept({ fields, plain }, line) {
      if (isBlank(fields)) return null;
      if (comment !== "" && fields[0].startsWith(comment)) {
        notes.add("comment", line, () => fields.join(delimiter));
        return null;
      }
      if (fields.some((field) => field.length > limits.field)) return "fieldTooLong";
      if (filledWidth(fields) > limits.columns) return "tooManyFields";
      if (header === null) {
        headerLine = line;
        const width = hasHeader ? fields.length : Math.max(fields.length, fewest);
        header = hasHeader ? fields : new Array<string>(Math.min(width, limits.columns)).fill("");
        if (hasHeader) return null;
      }
      const fits = plain !== null && fields.length === header.length;
      rows.push(fits ? rowOfText(line, plain, delimiter) : rowOfValues(line, fitted(fields, header.length, line)));
      return null;
    },
    finish() {
      const names = header ?? [];
      const kept = names.flatMap((name, index) =>
        name.trim() !== "" || rows.some(({ values }) => values[index].trim() !== "") ? [index] : [],
      );
      const all = hasHeader ? columnNames(names) : numberedColumns(names.length);
      if (kept.length === names.length || kept.length === 0) return { columns: all, rows };
      const isKept = new Set(kept);
      names.forEach((_, index) => {
        if (!isKept.has(index)) notes.add("emptyColumn", headerLine, "", 1, String(index + 1));
      });
      return {
        columns: kept.map((index) => all[index]),
        rows: rows.map(({ line, values }) =>
          rowOfValues(
            line,
            kept.map((index) => values[index]),
          ),
        ),
      };
    },
  };
}
