// What every table parser gives and takes: text in pieces of any size in, one table out.
import type { RecordPlaces, SourceRow } from "./source";
import type { TableDialect } from "./table-dialect";

/** A parsed table; every row has as many values as there are columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
  /** How a delimited text is written down, null for other tables. */
  readonly dialect: TableDialect | null;
  /** Where the records of a JSON file were found, null for other tables. */
  readonly places: RecordPlaces | null;
}

/** A push parser: the result depends on the text alone, not on how it was cut. */
export interface TableParser {
  push(text: string): void;
  finish(): Table;
}
