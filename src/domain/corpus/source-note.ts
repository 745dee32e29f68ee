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
  /** A value stood in a column that has no name and hardly another value. */
  | "strayValue"
  /** A value was not JSON but read leniently: single quotes, NaN, `None`, comments, bare keys. */
  | "looseJson"
  /** A column holds a running number; the place is about its name. */
  | "indexColumn"
  /** A conversation has a speaker; the place is about the mark in front of what he says. */
  | "speaker"
  /** A question has several answers that differ; the first one counts, and the place tells another. */
  | "furtherAnswer"
  /** Half a character stood in a value and was replaced. */
  | "loneSurrogate"
  /** A JavaScript assignment stood before the value. */
  | "assignment"
  /** The number and the times of a subtitle. */
  | "cueTime"
  /** A line of a subtitle file that nobody speaks: head, style, note. */
  | "captionNote"
  /** A line of captions that roll: it had been shown before. */
  | "repeatedCaption"
  /** A tag around text. */
  | "markup"
  /** A part of a page or document that is no running text: script, navigation, picture, page head, footnote. */
  | "hiddenPart"
  /** A line of a chat that nobody wrote: who joined, what was deleted, calls. */
  | "systemMessage"
  /** A message of a chat that holds no words: a picture, a voice message, a file. */
  | "mediaMessage"
  /** A message whose accents the app had taken apart. */
  | "repairedText";

/** What reading changed or passed over, and where. */
export type SourceNote = Finding<SourceNoteKind>;

/** Lists what the notes of a kind are about. */
export function notedNames(notes: readonly SourceNote[], kind: SourceNoteKind): readonly string[] {
  return notes.flatMap((note) => (note.kind === kind ? note.places.map(({ about = "" }) => about) : []));
}

/** Gathers the notes of one file. */
export type NoteLog = FindingLog<SourceNoteKind>;
