// Keeps records in the browser: each a small value, parts that change and checkpoints that do not.
import { failure, type Result, success } from "@/domain/result";
import type { BlobFiles } from "./blob-files";
import { chooseEvictions } from "./choose-evictions";
import { bytesOf, filesOf, type KeptRow, readRow } from "./kept-row";
import { type LoadedRecord, loadRecord, readKeptRow } from "./load-record";
import type { RecordChange } from "./record-change";
import type { RowStore } from "./row-store";
import { deleteQuietly, saveRecord } from "./save-record";
import { type StorageFailure, storageFailureOf } from "./storage-failure";
import type { StoreLocks } from "./store-locks";
import { readVerified } from "./verified-files";

type Answer<T> = Promise<Result<T, StorageFailure>>;

/** A line of the list of what is kept. */
export interface KeptItem {
  readonly id: string;
  /** Null when the row cannot be read; it can still be deleted. */
  readonly row: KeptRow | null;
  readonly bytes: number;
}

/** What a store stands on. */
export interface StoreParts {
  readonly files: BlobFiles;
  readonly rows: RowStore;
  readonly locks: StoreLocks;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The kept records. No method throws; what this tab asks is done in the order asked. */
export class Store {
  readonly #parts: StoreParts;
  #tail: Promise<unknown> = Promise.resolve();

  constructor(parts: StoreParts) {
    this.#parts = parts;
  }

  /** Takes a record for this tab to write; false while another tab has it. */
  claim(id: string): Answer<boolean> {
    return this.#run(async () => success(await this.#parts.locks.claim(id)));
  }

  /** Lets other tabs write a record. */
  release(id: string): Answer<void> {
    return this.#run(async () => success(this.#parts.locks.release(id)));
  }

  /**
   * Saves a whole state of a record; a success means that it lies on the disk and was read back.
   * `missing` names records that it needs and that are not kept (another tab may have deleted them).
   */
  save(id: string, change: RecordChange): Answer<{ savedAt: number; missing: readonly string[] }> {
    if (!/^[\w-]+$/.test(id)) throw new RangeError(`not an id: ${id}`);
    const { files, rows, locks, now } = this.#parts;
    return this.#run(() =>
      this.#owning(id, () =>
        locks.whileSaving(async () => {
          const savedAt = now();
          await saveRecord(files, rows, id, change, savedAt);
          const needed = await Promise.all(change.needs.map((need) => rows.read(need)));
          return success({ savedAt, missing: change.needs.filter((_, index) => needed[index] === undefined) });
        }),
      ),
    );
  }

  /** Loads a record's last saved state, or only some parts of it. */
  load(id: string, names?: readonly string[]): Answer<LoadedRecord> {
    const { files, rows } = this.#parts;
    return this.#run(async () => {
      const loaded = await loadRecord(files, rows, id, names);
      if (loaded.ok && isGone(loaded.value.lost)) await this.#standOnFormer(id, loaded.value.save);
      return loaded;
    });
  }

  /** Loads a checkpoint by its file's name. */
  loadCheckpoint(id: string, file: string): Answer<Uint8Array<ArrayBuffer>> {
    const { files, rows } = this.#parts;
    return this.#run(async () => {
      const row = await readKeptRow(rows, id);
      if (!row.ok) return row;
      const kept = row.value.checkpoints.find(({ reference }) => reference.file === file);
      return kept === undefined
        ? failure({ code: "storageMissing", detail: file })
        : readVerified(files, kept.reference);
    });
  }

  /** Lists what is kept, with sizes. */
  list(): Answer<readonly KeptItem[]> {
    return this.#run(async () => success(itemsOf(await this.#parts.rows.readAll())));
  }

  /** Deletes a record, and what only it needed. */
  remove(id: string): Answer<void> {
    return this.#run(() => this.#owning(id, () => this.#removeAll([id])));
  }

  /** Deletes everything that no other tab writes; gives the ids that stay for that reason. */
  clear(): Answer<readonly string[]> {
    const { rows, locks } = this.#parts;
    return this.#run(async () => {
      const ids = [...(await rows.readAll()).keys()];
      const heldBefore = ids.filter((id) => locks.holds(id));
      const claims = await Promise.all(ids.map((id) => locks.claim(id)));
      const removed = await this.#removeAll(ids.filter((_, index) => claims[index]));
      for (const id of ids) if (!heldBefore.includes(id)) locks.release(id);
      return removed.ok ? success(ids.filter((_, index) => !claims[index])) : removed;
    });
  }

  /** Deletes the oldest spaced checkpoints until all fit a budget in bytes; gives how many went. */
  evict(budget: number): Answer<number> {
    const { files, rows } = this.#parts;
    return this.#run(async () => {
      const all = itemsOf(await rows.readAll()).flatMap(({ row }) => (row === null ? [] : [row]));
      const going = chooseEvictions(
        all.flatMap(({ checkpoints }) => checkpoints),
        budget,
      );
      for (const row of all) {
        if (row.checkpoints.some(({ reference }) => going.includes(reference.file))) {
          await rows.change(row.id, (raw) => withoutCheckpoints(raw, going));
        }
      }
      await deleteQuietly(files, going);
      return success(going.length);
    });
  }

  /** Deletes the files that no row names, left behind by saves that were cut; gives how many, or null while a tab saves. */
  sweep(): Answer<number | null> {
    const { files, rows, locks } = this.#parts;
    return this.#run(async () =>
      success(
        await locks.whileAlone(async () => {
          const kept = await rows.readAll();
          const read = [...kept.values()].map(readRow);
          // What an unreadable row names is unknown; its files must wait until it is deleted.
          if (read.some((row) => row === "newer" || row === "corrupt")) return 0;
          const named = new Set(
            read
              .flatMap((row) => (row as KeptRow) ?? [])
              .flatMap(filesOf)
              .map(({ file }) => file),
          );
          const unnamed = (await files.list()).filter((name) => !named.has(name));
          await deleteQuietly(files, unnamed);
          return unnamed.length;
        }),
      ),
    );
  }

  /** Runs work after what was asked before. */
  #run<T>(work: () => Answer<T>): Answer<T> {
    const answer = this.#tail.then(work).catch((thrown: unknown) => failure(storageFailureOf(thrown)));
    this.#tail = answer;
    return answer;
  }

  /** Runs work that writes a record, under its lock. */
  async #owning<T>(id: string, work: () => Answer<T>): Answer<T> {
    const { locks } = this.#parts;
    if (locks.holds(id)) return work();
    if (!(await locks.claim(id))) return failure({ code: "storageInUse", detail: id });
    return work().finally(() => locks.release(id));
  }

  async #removeAll(ids: readonly string[]): Answer<void> {
    const { files, rows } = this.#parts;
    let unnamed: readonly string[] = [];
    await rows.removeWhere((all) => {
      const going = withUnneeded(ids, all);
      unnamed = itemsOf(all)
        .flatMap(({ id, row }) => (going.has(id) && row !== null ? filesOf(row) : []))
        .map(({ file }) => file);
      return [...going];
    });
    await deleteQuietly(files, unnamed);
    return success(undefined);
  }

  /** Lets the row point to the state that could be read, or the next save would write over it. */
  async #standOnFormer(id: string, save: number): Promise<void> {
    await this.#owning(id, async () => {
      await this.#parts.rows.change(id, (raw) => {
        const row = readRow(raw);
        const stands = row !== null && typeof row === "object" && row.former?.save === save;
        return stands ? { ...row, current: row.former, former: null } : raw;
      });
      return success(undefined);
    });
  }
}

function isGone(lost: StorageFailure | null): boolean {
  return lost?.code === "storageCorrupt" || lost?.code === "storageMissing";
}

function itemsOf(rows: ReadonlyMap<string, unknown>): readonly KeptItem[] {
  return [...rows].map(([id, raw]) => {
    const row = readRow(raw);
    return row !== null && typeof row === "object" ? { id, row, bytes: bytesOf(row) } : { id, row: null, bytes: 0 };
  });
}

function withoutCheckpoints(raw: unknown, going: readonly string[]): unknown {
  const row = readRow(raw);
  if (row === null || typeof row !== "object") return raw;
  return { ...row, checkpoints: row.checkpoints.filter(({ reference }) => !going.includes(reference.file)) };
}

/** Adds the records that only those named need. */
function withUnneeded(ids: readonly string[], rows: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  const going = new Set(ids);
  const items = itemsOf(rows);
  const needsOf = (leaving: boolean) =>
    items.flatMap(({ id, row }) => (going.has(id) === leaving ? (row?.needs ?? []) : []));
  const stillNeeded = new Set(needsOf(false));
  for (const need of needsOf(true)) if (!stillNeeded.has(need)) going.add(need);
  return going;
}
