// The rows of a sheet as CSV, so that tables of every origin are read by the same rules.
import type { Source } from "@/domain/corpus/source";
import { standardFields } from "@/domain/corpus/table-dialect";

/** How the fields of a sheet are cut. */
export const SHEET_FIELDS = standardFields(",");
/** Stands for a line break in a cell, so that a row of the sheet is a line of the text whatever its cells hold. */
const CELL_BREAK = "\u2028";

/** Blank lines that keep the numbers of rows and lines the same; beyond them a gap is an accident. */
const LONGEST_GAP = 10_000;

/** Gathers rows and gives them as bytes. */
export interface SheetCsv {
  /** Takes the row of a number, from 1; rows come in order. */
  add(row: number, cells: readonly string[]): void;
  /** Gives what was gathered since. */
  take(): Uint8Array;
}

/** Creates an empty sheet. */
export function createSheetCsv(): SheetCsv {
  const encoder = new TextEncoder();
  let lines: string[] = [];
  let next = 1;
  return {
    add(row, cells) {
      const gap = row - next;
      if (gap > 0 && gap <= LONGEST_GAP) lines.push("\n".repeat(gap));
      next = Math.max(next, row) + 1;
      lines.push(`${cells.map(quoted).join(",")}\n`);
    },
    take() {
      const bytes = encoder.encode(lines.join(""));
      lines = [];
      return bytes;
    },
  };
}

function quoted(cell: string): string {
  return cell === "" ? "" : `"${cell.replaceAll('"', '""').replace(/\r\n?|\n/g, CELL_BREAK)}"`;
}

/** Gives the cells of a sheet that was read their line breaks back. */
export function withLineBreaks(source: Source): Source {
  if (source.kind === "text") return source;
  const rows = source.rows.map((row) =>
    row.values.some((value) => value.includes(CELL_BREAK)) ? { ...row, values: row.values.map(lineBroken) } : row,
  );
  return { ...source, rows };
}

function lineBroken(value: string): string {
  return value.replaceAll(CELL_BREAK, "\n");
}
