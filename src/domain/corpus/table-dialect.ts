// How a delimited text is written down: what parts its fields, what encloses them, and where its rows begin.

/** What cuts a row into fields. */
export interface FieldDialect {
  /** One character; empty where each line is one field. */
  readonly delimiter: string;
  /** One character around fields that hold delimiters or line breaks; empty for none. */
  readonly quote: string;
  /** How a quote is written inside a quoted field: twice, or behind a backslash. */
  readonly escape: "double" | "backslash";
}

/** A dialect with what stands above the rows. */
export interface TableDialect extends FieldDialect {
  /** Lines above the header, or above the first row where there is none: titles, notes, blank lines, `sep=`. */
  readonly skippedLines: number;
  /** Lines that begin with this mark are no rows; empty for none. */
  readonly comment: string;
  /** Whether the first row names the columns. */
  readonly hasHeader: boolean;
}

/** A dialect that was read, and how many rows each part of it concerns. */
export interface ReadDialect extends TableDialect {
  readonly counts: DialectCounts;
}

/** Rows that a part of the dialect concerns. */
export interface DialectCounts {
  /** Rows of several fields, the header among them. */
  readonly delimiter: number;
  /** Rows with an enclosed field. */
  readonly quote: number;
  /** Rows with a quote inside an enclosed field. */
  readonly escape: number;
  /** Lines of the file, as a text has them. */
  readonly lines: number;
}

/** What RFC 4180 says of fields, with a delimiter of one's own. */
export function standardFields(delimiter: string): FieldDialect {
  return { delimiter, quote: '"', escape: "double" };
}
