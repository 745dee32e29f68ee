// Which fields a record cannot do without. A table has columns that are the text itself, and columns beside it that
// may be empty in good records: an optional input, a note, a label.
import { RowCursor } from "./row-cursor";
import type { SourceRows } from "./source";

/** A column that is this long beside the longest one, on average, is part of the text itself. */
const TEXT_SHARE = 0.5;
/** A column that fewer rows than this share fill may be empty in good records, where another holds text too. */
const FILLED_SHARE = 0.6;

/** UTF-16 units between two rests, and what a row costs beside them. */
const STEP_UNITS = 1 << 21;
const ROW_UNITS = 1 << 5;

/**
 * Gives the indexes of the columns that a record needs: the ones wished for, or else those that hold the text itself in
 * each part of it, of which `used` lists the columns. Yields the rows that it has looked at.
 */
export function* neededColumns(
  wished: readonly string[] | null,
  used: readonly (readonly number[])[],
  columns: readonly string[],
  rows: SourceRows,
): Generator<number, readonly number[]> {
  if (wished !== null) return columns.flatMap((column, index) => (wished.includes(column) ? [index] : []));
  const lengths = new Float64Array(columns.length);
  const filled = new Float64Array(columns.length);
  const cursor = new RowCursor(rows, columns.length);
  for (let from = 0; from < rows.length; ) {
    from = addLengths(cursor, from, lengths, filled);
    yield from;
  }
  const needed = used.flatMap((part) => {
    const longest = Math.max(...part.map((column) => lengths[column]));
    const texts = part.filter((column) => lengths[column] >= TEXT_SHARE * longest);
    const full = texts.filter((column) => filled[column] >= FILLED_SHARE * rows.length);
    return full.length > 0 ? full : texts;
  });
  return [...new Set(needed)];
}

/** Adds the lengths of a step's rows from one on, and which are not empty; gives the row behind them. */
function addLengths(cursor: RowCursor, from: number, lengths: Float64Array, filled: Float64Array): number {
  let units = 0;
  let index = from;
  for (; index < cursor.length && units < STEP_UNITS; index++) {
    cursor.read(index);
    units += ROW_UNITS;
    for (let column = 0; column < lengths.length; column++) {
      const length = cursor.ends[column] - cursor.starts[column];
      lengths[column] += length;
      if (length > 0) filled[column]++;
      units += length;
    }
  }
  return index;
}
