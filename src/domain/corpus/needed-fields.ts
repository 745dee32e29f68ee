// Which fields a record cannot do without. A table has columns that are the text itself, and columns beside it that
// may be empty in good records: an optional input, a note, a label.
import type { SourceRow } from "./source";

/** A column that is this long beside the longest one, on average, is part of the text itself. */
const TEXT_SHARE = 0.5;

/**
 * Gives the indexes of the columns that a record needs: the ones wished for, or else those of `used` that hold the
 * text itself.
 */
export function neededColumns(
  wished: readonly string[] | null,
  used: readonly number[],
  columns: readonly string[],
  rows: readonly SourceRow[],
): number[] {
  if (wished !== null) return columns.flatMap((column, index) => (wished.includes(column) ? [index] : []));
  const lengths = used.map((column) => rows.reduce((sum, { values }) => sum + values[column].length, 0));
  const longest = Math.max(...lengths);
  return used.filter((_, index) => lengths[index] >= TEXT_SHARE * longest);
}
