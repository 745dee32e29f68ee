// What reading changed or passed over without losing a record, told so that nothing happens in silence.
import type { Finding, FindingLog } from "./finding";

/** What happened to a row, a line or a column. */
export type SourceNoteKind =
  /** A row had fewer fields than there are columns; the missing values are empty. */
  | "shortRow"
  /** A row had more fields than there are columns; the last column holds the rest. */
  | "longRow"
  /** A line began with the mark of comments. */
  | "comment"
  /** A line stood above the table. */
  | "titleLine"
  /** A column had neither a name nor a value. */
  | "emptyColumn"
  /** A value was not JSON but read leniently: single quotes, NaN, `None`, comments, bare keys. */
  | "looseJson"
  /** A JavaScript assignment stood before the value. */
  | "assignment";

/** What reading changed or passed over, and where. */
export type SourceNote = Finding<SourceNoteKind>;

/** Gathers the notes of one file. */
export type NoteLog = FindingLog<SourceNoteKind>;
