// What every table parser gives and takes: text in pieces of any size in, one table out.
import type { SourceRow } from "./source";

/** A parsed table; every row has as many values as there are columns. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly SourceRow[];
  /** The field delimiter of a CSV, null otherwise. */
  readonly delimiter: string | null;
  readonly hasHeader: boolean;
}

/** A push parser: the result depends on the text alone, not on how it was cut. */
export interface TableParser {
  push(text: string): void;
  finish(): Table;
}
