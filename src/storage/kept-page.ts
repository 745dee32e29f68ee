// The page as it is kept: settings, which data, which run was open, and how much may be kept.
import {
  array,
  boolean,
  type InferOutput,
  integer,
  minValue,
  nullable,
  number,
  object,
  pipe,
  safeParse,
  string,
  unknown,
} from "valibot";
import type { LoadedRecord } from "./load-record";
import type { RecordChange } from "./record-change";

/** Name of the one record of the page. */
export const PAGE_ID = "page";

const VERSION = 1;

const count = pipe(number(), integer(), minValue(0));

const shape = object({
  /** The address query that the page was opened with; a reload of the same brings all back. */
  address: string(),
  /** The settings wished for, to be checked as those of a file are. */
  wished: unknown(),
  presetId: nullable(string()),
  /** The data on the page: bundled, or kept here where it was small enough. */
  data: nullable(object({ bundled: nullable(string()), hash: string(), name: string(), kept: boolean() })),
  open: nullable(string()),
  /** Runs begun so far; numbers the names. */
  begun: count,
  budget: count,
  /** Runs that were deleted while an undo was still offered. */
  deleted: array(string()),
});

/** What is kept of the page. */
export type KeptPage = InferOutput<typeof shape>;

/** Gives the save of a page. */
export function pageChange(value: KeptPage, needs: readonly string[]): RecordChange {
  return { kind: "page", version: VERSION, value, parts: {}, addCheckpoints: [], needs };
}

/** Reads a kept page; null where the record is none. */
export function pageOfRecord({ version, value }: Pick<LoadedRecord, "version" | "value">): KeptPage | null {
  const read = safeParse(shape, value);
  return version === VERSION && read.success ? read.output : null;
}
