// Finds the running number that programs write in front of a table's rows: nothing to learn from.
import { RowCursor } from "./row-cursor";
import type { SourceRows } from "./source";
import type { NoteLog } from "./source-note";
import { trimmedEnd, trimmedStart } from "./white-space";

/** Names of such columns, and of a column that has none (column-names.ts). */
const USUAL_NAME = /^(?:column1|unnamed: ?0|id|idx|index|[íi]ndice|row|row ?(?:id|number)|linha|no\.?|nr\.?|n|#)$/i;
const FEWEST_ROWS = 3;
const MOST_DIGITS = 15;
const ZERO = 48;

/** Rows between two rests. */
const STEP_ROWS = 1 << 17;

/** Lists the column that counts its rows up by one and notes it; none where there is no other column. Rests now and then. */
export function* indexColumns(
  columns: readonly string[],
  rows: SourceRows,
  notes: NoteLog,
): Generator<undefined, readonly string[]> {
  if (columns.length < 2 || rows.length < FEWEST_ROWS) return [];
  for (const [column, name] of columns.entries()) {
    if (!USUAL_NAME.test(name) || !(yield* countsUp(new RowCursor(rows, columns.length), column))) continue;
    notes.add("indexColumn", rows.at(0)?.line ?? 1, "", 1, name);
    return [name];
  }
  return [];
}

function* countsUp(cursor: RowCursor, column: number): Generator<undefined, boolean> {
  cursor.read(0);
  const first = wholeNumber(cursor, column);
  if (first === -1) return false;
  for (let from = 0; from < cursor.length; from += STEP_ROWS) {
    if (!countsOn(cursor, column, first, from, Math.min(cursor.length, from + STEP_ROWS))) return false;
    yield undefined;
  }
  return true;
}

function countsOn(cursor: RowCursor, column: number, first: number, from: number, until: number): boolean {
  for (let index = from; index < until; index++) {
    cursor.read(index);
    if (wholeNumber(cursor, column) !== first + index) return false;
  }
  return true;
}

/** Gives the number that a value writes as programs count: digits without a leading zero; -1 for any other value. */
function wholeNumber({ units, starts, ends }: RowCursor, column: number): number {
  const start = trimmedStart(units, starts[column], ends[column]);
  const end = trimmedEnd(units, start, ends[column]);
  const length = end - start;
  if (length === 0 || length > MOST_DIGITS || (length > 1 && units[start] === ZERO)) return -1;
  let number = 0;
  for (let at = start; at < end; at++) {
    const digit = units[at] - ZERO;
    if (digit < 0 || digit > 9) return -1;
    number = 10 * number + digit;
  }
  return number;
}
