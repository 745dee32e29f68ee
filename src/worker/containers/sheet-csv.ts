// The rows of a sheet as CSV, so that tables of every origin are read by the same rules.
import type { Source } from "@/domain/corpus/source";
import { standardFields } from "@/domain/corpus/table-dialect";
import { ContainerRefused } from "./container-reader";

/** How the fields of a sheet are cut. */
export const SHEET_FIELDS = standardFields(",");
/** Stands for a line break in a cell, so that a row of the sheet is a line of the text whatever its cells hold. */
const CELL_BREAK = "\u2028";

/** Blank lines that keep the numbers of rows and lines the same; beyond them a gap is an accident. */
const LONGEST_GAP = 10_000;
/** UTF-16 units that are gathered at a time. */
const MOST_UNITS = 2 ** 28;

/** Gathers rows and gives them as bytes. */
export interface SheetCsv {
  /**
   * Takes the row of a number, from 1, and as many alike below it as make up `count`; rows come in order. Throws
   * ContainerRefused("tooLarge") where they hold more than is read, since a few bytes can ask for millions of rows.
   */
  add(row: number, cells: readonly string[], count?: number): void;
  /** Gives what was gathered since. */
  take(): Uint8Array;
}

/** Creates an empty sheet. */
export function createSheetCsv(): SheetCsv {
  const encoder = new TextEncoder();
  let lines: string[] = [];
  let next = 1;
  /** UTF-16 units gathered. */
  let units = 0;
  return {
    add(row, cells, count = 1) {
      const gap = row - next;
      if (gap > 0 && gap <= LONGEST_GAP) lines.push("\n".repeat(gap));
      next = Math.max(next, row) + count;
      const line = `${cells.map(quoted).join(",")}\n`;
      units += count * line.length;
      if (units > MOST_UNITS) throw new ContainerRefused("tooLarge");
      for (let index = 0; index < count; index++) lines.push(line);
    },
    take() {
      const bytes = encoder.encode(lines.join(""));
      lines = [];
      units = 0;
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
