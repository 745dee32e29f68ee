// The rows of a CSV as they are accepted: the first fixes the columns, all others must be as wide.
import { columnNames, numberedColumns } from "./column-names";
import { isBlank } from "./csv-sniff";
import type { ParserLimits } from "./parser-limits";
import type { SourceProblemReason, SourceRow } from "./source";

/** A growing table. */
export interface CsvTable {
  /** Column names, null before the first row. */
  readonly columns: readonly string[] | null;
  readonly rows: readonly SourceRow[];
  /** Takes a row; gives the reason where it refuses it. */
  accept(fields: readonly string[], line: number): SourceProblemReason | null;
}

/** Creates an empty table; with a header the first row names the columns. */
export function createCsvTable(hasHeader: boolean, limits: ParserLimits): CsvTable {
  const rows: SourceRow[] = [];
  let columns: readonly string[] | null = null;
  return {
    get columns() {
      return columns;
    },
    rows,
    accept(fields, line) {
      if (isBlank(fields)) return null;
      if (fields.some((field) => field.length > limits.field)) return "fieldTooLong";
      if (fields.length > limits.columns) return "tooManyFields";
      if (columns === null) {
        columns = hasHeader ? columnNames(fields) : numberedColumns(fields.length);
        if (hasHeader) return null;
      }
      if (fields.length < columns.length) return "tooFewFields";
      if (fields.length > columns.length) return "tooManyFields";
      rows.push({ line, values: fields });
      return null;
    },
  };
}
