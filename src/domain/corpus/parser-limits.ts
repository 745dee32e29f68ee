// How much of an untrusted file one field, row or table may take before it is refused with a reason.
import type { RowDraw } from "./row-draw";

/** Limits of the table parsers; lengths in UTF-16 units. */
export interface ParserLimits {
  /** Longest field; a quote that does not close within it counts as unclosed. */
  readonly field: number;
  /** Longest row, JSON Lines line or JSON array element. */
  readonly row: number;
  readonly columns: number;
  /** Most rows; those behind them are not read. */
  readonly rows: number;
  /** Decides which rows are taken, null where all are. */
  readonly draw: RowDraw | null;
  /** Bytes of the start on which encoding and form are decided; characters on which a CSV's dialect is guessed. */
  readonly sniff: number;
}

/** Limits in force outside tests: far above real tables, far below what memory holds. */
export const DEFAULT_LIMITS: ParserLimits = {
  field: 1 << 20,
  row: 1 << 22,
  columns: 512,
  rows: Number.POSITIVE_INFINITY,
  draw: null,
  sniff: 1 << 16,
};
