// What reading changed or passed over without losing a record, told so that nothing happens in silence.

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

/** How often one thing happened, and where it did first. */
export interface SourceNote {
  readonly kind: SourceNoteKind;
  readonly count: number;
  /** The first lines concerned, from 1. */
  readonly lines: readonly number[];
}

/** Notes of one file while it is read. */
export interface NoteLog {
  /** Notes that something happened, `count` times, at a line (from 1). */
  add(kind: SourceNoteKind, line: number, count?: number): void;
  readonly notes: readonly SourceNote[];
}

const KEPT_LINES = 20;

/** Creates an empty log. */
export function createNoteLog(): NoteLog {
  const byKind = new Map<SourceNoteKind, { count: number; lines: number[] }>();
  return {
    add(kind, line, count = 1) {
      const note = byKind.get(kind) ?? { count: 0, lines: [] };
      note.count += count;
      if (note.lines.length < KEPT_LINES) note.lines.push(line);
      byKind.set(kind, note);
    },
    get notes() {
      return [...byKind].map(([kind, { count, lines }]) => ({ kind, count, lines: [...lines] }));
    },
  };
}
