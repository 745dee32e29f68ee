// What every parser of a form gives and takes: text in pieces of any size in, one text or one table out.
import type { RecordPlaces, SourceRows } from "./source";
import type { ReadDialect } from "./table-dialect";
import type { TextHeadings } from "./text-headings";

/** A parsed table; every row has as many values as there are columns. */
export interface Table {
  readonly kind: "table";
  readonly columns: readonly string[];
  /** Columns that the automatic template leaves out, such as the times of messages. */
  readonly asides?: readonly string[];
  readonly rows: SourceRows;
  /** How a delimited text is written down, null for other tables. */
  readonly dialect: ReadDialect | null;
  /** Where the records of a JSON file were found, null for other tables. */
  readonly places: RecordPlaces | null;
}

/** A plain text, with every line break as LF. */
export interface PlainText {
  readonly kind: "text";
  readonly text: string;
  /** The headings that markup named, where it did. */
  readonly headings?: TextHeadings | null;
}

/** A push parser: the result depends on the text alone, not on how it was cut. */
export interface SourceParser<Content extends PlainText | Table = PlainText | Table> {
  push(text: string): void;
  /** Whether it holds as many rows as are wanted and takes no more; left out by parsers that count none. */
  readonly isFull?: boolean;
  finish(): Content;
}
