// Draws a random share of the rows of a table while they stream past: each is taken or not by chance of its own
// (Bernoulli sampling), so that neighbours part company and what is left out is never held.
import { hashText, randomBits, randomKey } from "../random";
import type { SourceForm } from "./source";

/** Forms of which rows are read one by one, so that some of them can be drawn. */
export const FORMS_OF_ROWS: ReadonlySet<SourceForm> = new Set(["csv", "json", "jsonl"]);

/** The rows that were drawn. */
export interface DrawnRows {
  /** Share of the rows that was drawn, between 0 and 1. */
  readonly share: number;
  readonly seed: string;
  /** Rows that were seen, taken or not. */
  readonly seen: number;
}

/** Decides of one row after another. */
export interface RowDraw {
  /** Tells whether the next row is taken. */
  takesNext(): boolean;
  /** What was drawn so far. */
  readonly drawn: DrawnRows;
}

/**
 * Creates the draw of one file; the same share, seed and path take the same rows, and a larger share takes those too.
 * `path` tells the file from others that are read with it, so that each has chances of its own; it is empty for one alone.
 */
export function createRowDraw(share: number, seed: string, path: string): RowDraw {
  const key = randomKey(hashText(seed), "rowDraw", 0, path === "" ? 0 : hashText(path));
  const below = share * 2 ** 32;
  let seen = 0;
  return {
    get drawn() {
      return { share, seed, seen };
    },
    takesNext: () => randomBits(key, seen++) < below,
  };
}
