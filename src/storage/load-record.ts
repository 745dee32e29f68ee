// Reads a record's last saved state whole, or the one before where a file of the last is torn or gone.
import { failure, type Result, success } from "@/domain/result";
import type { BlobFiles } from "./blob-files";
import { type KeptCheckpoint, type KeptRow, readRow, type Snapshot } from "./kept-row";
import type { RowStore } from "./row-store";
import type { StorageFailure } from "./storage-failure";
import { readVerified } from "./verified-files";

/** A record as it was saved. */
export interface LoadedRecord {
  readonly id: string;
  readonly kind: string;
  /** Which save of the record it is, from 1. */
  readonly save: number;
  readonly savedAt: number;
  readonly version: number;
  readonly value: unknown;
  readonly parts: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  readonly checkpoints: readonly KeptCheckpoint[];
  /** What was wrong with the last state, when this is the one before it. */
  readonly lost: StorageFailure | null;
}

type Loaded = Result<LoadedRecord, StorageFailure>;

const MOST_READINGS = 3;

/**
 * Loads a record.
 * @param names the parts to read; all of them when left out.
 */
export async function loadRecord(
  files: BlobFiles,
  rows: RowStore,
  id: string,
  names?: readonly string[],
): Promise<Loaded> {
  for (let reading = 1; ; reading++) {
    const read = await readKeptRow(rows, id);
    if (!read.ok) return read;
    const current = await readParts(files, read.value, read.value.current, names);
    if (current.ok) return success({ ...current.value, lost: null });
    // Another tab may have saved twice since the row was read, into these very files.
    if (reading < MOST_READINGS && (await hasMoved(rows, read.value))) continue;
    const { former } = read.value;
    if (former === null) return current;
    const older = await readParts(files, read.value, former, names);
    return older.ok ? success({ ...older.value, lost: current.error }) : current;
  }
}

/** Reads a record's row. */
export async function readKeptRow(rows: RowStore, id: string): Promise<Result<KeptRow, StorageFailure>> {
  const row = readRow(await rows.read(id));
  if (row === null) return failure({ code: "storageMissing", detail: id });
  if (row === "newer") return failure({ code: "storageNewer", detail: id });
  if (row === "corrupt") return failure({ code: "storageCorrupt", detail: `row ${id}` });
  return success(row);
}

async function hasMoved(rows: RowStore, { id, current }: KeptRow): Promise<boolean> {
  const now = await readKeptRow(rows, id);
  return now.ok && now.value.current.save !== current.save;
}

async function readParts(
  files: BlobFiles,
  { id, kind, checkpoints }: KeptRow,
  { save, savedAt, version, value, parts }: Snapshot,
  names: readonly string[] = Object.keys(parts),
): Promise<Result<Omit<LoadedRecord, "lost">, StorageFailure>> {
  const contents: Record<string, Uint8Array<ArrayBuffer>> = {};
  for (const name of names) {
    const reference = parts[name];
    if (reference === undefined) continue;
    const content = await readVerified(files, reference);
    if (!content.ok) return content;
    contents[name] = content.value;
  }
  return success({ id, kind, save, savedAt, version, value, parts: contents, checkpoints });
}
