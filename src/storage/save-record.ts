// Saves a state so that every moment of it may be the last: files first, into slots that the row does not point to,
// read back; then the row, in one transaction; then what the row no longer names is deleted.
import type { BlobFiles } from "./blob-files";
import { filesOf, type KeptCheckpoint, type KeptRow, readRow } from "./kept-row";
import { checkpointFile, freeSlot, type RecordChange, rowAfter } from "./record-change";
import type { RowStore } from "./row-store";
import { writeVerified } from "./verified-files";

/**
 * Saves a record. The caller holds its lock.
 * @throws what files and rows throw; then the state saved before still stands.
 */
export async function saveRecord(
  files: BlobFiles,
  rows: RowStore,
  id: string,
  change: RecordChange,
  savedAt: number,
): Promise<void> {
  const before = usable(await rows.read(id));
  const parts: Record<string, KeptRow["current"]["parts"][string] | null> = {};
  for (const [name, content] of Object.entries(change.parts)) {
    parts[name] = content === null ? null : await writeVerified(files, freeSlot(id, name, before), content);
  }
  const checkpoints: KeptCheckpoint[] = [];
  for (const added of change.addCheckpoints) {
    const { kind, step, bytes } = added;
    const file = checkpointFile(id, added, before);
    checkpoints.push({ kind, step, savedAt, reference: await writeVerified(files, file, bytes) });
  }
  let unnamed: readonly string[] = [];
  // Another tab may have evicted checkpoints since, so the row is read again inside the transaction.
  await rows.change(id, (raw) => {
    const row = usable(raw);
    const after = rowAfter(id, row, change, { savedAt, parts, checkpoints });
    const named = new Set(filesOf(after).map(({ file }) => file));
    unnamed = row === null ? [] : filesOf(row).flatMap(({ file }) => (named.has(file) ? [] : [file]));
    return after;
  });
  await deleteQuietly(files, unnamed);
}

/** Deletes files that no row names; what does not go now goes with the next sweep. */
export async function deleteQuietly(files: BlobFiles, names: readonly string[]): Promise<void> {
  await Promise.allSettled(names.map((name) => files.delete(name)));
}

function usable(raw: unknown): KeptRow | null {
  const row = readRow(raw);
  if (row === "newer") throw new DOMException("row of a newer version", "VersionError");
  return row === "corrupt" ? null : row;
}
