// What a dropped file turned out to be, before cleaning: a text, or rows with named columns.

import type { ContainerFacts } from "../container/container-facts";
import type { ByteSample } from "./byte-sampler";
import type { EncodingPreview } from "./encoding-preview";
import type { Encoding } from "./encodings";
import type { DrawnRows } from "./row-draw";
import type { SourceNote } from "./source-note";
import type { ReadDialect } from "./table-dialect";
import type { TextShape } from "./text-shape";

/** How a file is written down; each is read in its own way (source-forms.ts). */
export type SourceForm = "text" | "csv" | "json" | "jsonl" | "chat" | "subtitles" | "html" | "rtf";

/** A row or byte range that could not be read; good rows load all the same. */
export interface SourceProblem {
  /** Line of the file, from 1. */
  readonly line: number;
  readonly reason: SourceProblemReason;
  /** The start of the offending text, at most 80 characters. */
  readonly excerpt: string;
}

/** Why a row or byte could not be read. */
export type SourceProblemReason =
  | "unclosedQuote"
  | "tooManyFields"
  | "fieldTooLong"
  | "invalidJson"
  | "notARecord"
  | "dangerousKey"
  | "lineTooLong"
  | "badBytes";

/** One row: values in column order, with the line on which it starts. */
export interface SourceRow {
  readonly line: number;
  readonly values: readonly string[];
}

/** Rows in order: a list of them, or what makes each one when it is asked for. */
export interface SourceRows extends Iterable<SourceRow> {
  readonly length: number;
  at(index: number): SourceRow | undefined;
  map<T>(make: (row: SourceRow, index: number) => T): T[];
  slice(from?: number, until?: number): readonly SourceRow[];
}

/** A decoded, parsed file. Exactly one of text and rows holds the content. */
export type Source =
  | { readonly kind: "text"; readonly facts: SourceFacts; readonly text: string; readonly shape: TextShape }
  | {
      readonly kind: "table";
      readonly facts: SourceFacts;
      /** Column names; ["text"] for arrays of strings. */
      readonly columns: readonly string[];
      /** Columns that the automatic template leaves out. */
      readonly asides: readonly string[];
      readonly rows: SourceRows;
    };

/** Where in a JSON file its records lie, as paths such as `data[].paragraphs[].qas[]`; "." is the value itself. */
export interface RecordPlaces {
  readonly chosen: string;
  /** The likeliest first. */
  readonly offered: readonly string[];
  /** Lists of texts by which the records can be taken apart, null where they hold none. */
  readonly lists: TextLists | null;
}

/** Lists of texts inside the records of a JSON file. */
export interface TextLists {
  /** The fields that hold them. */
  readonly names: readonly string[];
  /** Records where the texts of a list are lines of one, and where each is a record of its own. */
  readonly lines: number;
  readonly records: number;
}

/** What the page shows about a file. */
export interface SourceFacts {
  readonly name: string;
  readonly bytes: number;
  readonly form: SourceForm;
  readonly encoding: Encoding;
  /** Encodings that the text may be in, the likeliest first, with lines that tell them apart; empty where one is sure. */
  readonly encodings: readonly EncodingPreview[];
  /** How a delimited text is written down, null for other files. */
  readonly dialect: ReadDialect | null;
  /** Where the records of a JSON file were found, null for other files. */
  readonly places: RecordPlaces | null;
  /** What the data were taken from: an archive, a workbook, several files; null for one plain file. */
  readonly container: ContainerFacts | null;
  /** First 100 problems and how many there are in all. */
  readonly problems: readonly SourceProblem[];
  readonly problemCount: number;
  /** What was changed or passed over without losing a record. */
  readonly notes: readonly SourceNote[];
  /** Fingerprint of the bytes that were read (content-hash.ts), 16 hex digits, to recognise the data again. */
  readonly hash: string;
  /** What of a file beyond the limit was read, null where all of it was. */
  readonly sample: ByteSample | null;
  /** Which rows were drawn, null where all that was read is taken. */
  readonly drawn: DrawnRows | null;
}

/** A source as it crosses to the page: facts and the first rows, never the whole text. */
export interface SourceSummary {
  readonly kind: Source["kind"];
  readonly facts: SourceFacts;
  readonly columns: readonly string[];
  /** Columns that the automatic template leaves out. */
  readonly asides: readonly string[];
  /** Rows of a table, or lines of a text. */
  readonly rowCount: number;
  /** Unicode characters (code points) in the values or the text. */
  readonly characters: number;
  readonly preview: readonly SourceRow[];
  /** How a text may fall into records, null for tables. */
  readonly shape: TextShape | null;
}
