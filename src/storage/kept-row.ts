// The row of a kept record: which files hold its last saved state and the one before, and its checkpoints.
// DO NOT CHANGE without raising ROW_FORMAT and an entry in ROW_UPGRADES: rows of every version must be read.
import {
  array,
  type InferOutput,
  integer,
  literal,
  minValue,
  nullable,
  number,
  object,
  picklist,
  pipe,
  record,
  safeParse,
  string,
  unknown,
} from "valibot";
import { type Upgrade, upgradeValue } from "./upgrade-value";

export const ROW_FORMAT = 1;

/** Entry n makes a row of format n + 2 of one of format n + 1. */
const ROW_UPGRADES: readonly Upgrade[] = [];

const count = pipe(number(), integer(), minValue(0));

const fileReference = object({
  place: picklist(["opfs", "indexed", "memory"]),
  file: string(),
  /** Of the content, without the header of the file. */
  bytes: count,
  crc: count,
});

const snapshot = object({
  /** Which save of the record it is, from 1. */
  save: count,
  /** Milliseconds since 1970. */
  savedAt: number(),
  /** Version of the caller's value. */
  version: count,
  value: unknown(),
  parts: record(string(), fileReference),
});

const checkpoint = object({
  kind: picklist(["first", "spaced", "best"]),
  step: count,
  savedAt: number(),
  reference: fileReference,
});

const row = object({
  format: literal(ROW_FORMAT),
  id: string(),
  kind: string(),
  /** Saves so far; names of files derive from it, so it never goes back. */
  saves: count,
  current: snapshot,
  former: nullable(snapshot),
  checkpoints: array(checkpoint),
  /** Ids of the records without which this one is not whole, such as its data. */
  needs: array(string()),
});

/** Where content lies and how it is known again. */
export type FileReference = InferOutput<typeof fileReference>;
/** A state that was saved as a whole. */
export type Snapshot = InferOutput<typeof snapshot>;
/** A checkpoint that is never written again. The newest one is no such thing: it is a part of the snapshot. */
export type KeptCheckpoint = InferOutput<typeof checkpoint>;
/** A kept record. */
export type KeptRow = InferOutput<typeof row>;

/** Gives a row of any format as one of today's, null when there is none, or why it cannot be read. */
export function readRow(raw: unknown): KeptRow | null | "newer" | "corrupt" {
  if (raw === undefined) return null;
  const format = safeParse(object({ format: count }), raw);
  if (!format.success) return "corrupt";
  if (format.output.format > ROW_FORMAT) return "newer";
  const parsed = safeParse(row, upgradeValue(raw, format.output.format, ROW_UPGRADES));
  return parsed.success ? parsed.output : "corrupt";
}

/** Gives every file that a row names. */
export function filesOf({ current, former, checkpoints }: KeptRow): readonly FileReference[] {
  return [
    ...Object.values(current.parts),
    ...Object.values(former?.parts ?? {}),
    ...checkpoints.map(({ reference }) => reference),
  ];
}

/** Gives the bytes of all files that a row names; a file named twice counts once. */
export function bytesOf(kept: KeptRow): number {
  const sizes = new Map(filesOf(kept).map(({ file, bytes }) => [file, bytes]));
  return [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
}
