// Finds the running number that programs write in front of a table's rows: nothing to learn from.
import type { SourceRow } from "./source";
import type { NoteLog } from "./source-note";

/** Names of such columns, and of a column that has none (column-names.ts). */
const USUAL_NAME = /^(?:column1|unnamed: ?0|id|idx|index|[íi]ndice|row|row ?(?:id|number)|linha|no\.?|nr\.?|n|#)$/i;
const FEWEST_ROWS = 3;

/** Lists the column that counts its rows up by one and notes it; none where there is no other column. */
export function indexColumns(
  columns: readonly string[],
  rows: readonly SourceRow[],
  notes: NoteLog,
): readonly string[] {
  if (columns.length < 2 || rows.length < FEWEST_ROWS) return [];
  const found = columns.findIndex((name, index) => USUAL_NAME.test(name) && countsUp(rows, index));
  if (found === -1) return [];
  notes.add("indexColumn", rows[0].line, "", 1, columns[found]);
  return [columns[found]];
}

function countsUp(rows: readonly SourceRow[], column: number): boolean {
  const first = rows[0].values[column].trim();
  if (!/^\d{1,9}$/.test(first)) return false;
  return rows.every(({ values }, index) => values[column].trim() === String(Number(first) + index));
}
