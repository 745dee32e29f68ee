// Two keepers for the crash harness: the store, and a writer as one writes it without thinking.
import { filesOf, type KeptRow } from "@/storage/kept-row";
import { createOpfsFiles } from "@/storage/opfs-files";
import { Store } from "@/storage/store";
import { createStoreLocks } from "@/storage/store-locks";
import type { Keeper } from "./crash-harness";
import type { FaultyDisk } from "./faulty-disk";

/** Gives bytes that belong to a state and are as long as the state says. */
export function contentOf(state: number, salt: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(40 + ((state * 7 + salt) % 50)).fill(state + salt);
}

function isContentOf(bytes: Uint8Array | undefined, state: number, salt: number): boolean {
  return bytes !== undefined && Buffer.compare(bytes, contentOf(state, salt)) === 0;
}

/** Opens the store on a disk, as a page does that was just loaded. */
export function openStoreOn(disk: FaultyDisk): Store {
  let time = 0;
  const files = createOpfsFiles(disk.folder);
  return new Store({ files, rows: disk.rows, locks: createStoreLocks(), now: () => ++time });
}

/** The store under test. */
export function storeKeeper(disk: FaultyDisk): Keeper {
  const store = openStoreOn(disk);
  return {
    async save(id, state, checkpoint) {
      // Steps come again, as they do when a run goes on from an earlier checkpoint.
      const step = state - (state % 4);
      const added = checkpoint === undefined ? [] : [{ kind: checkpoint, step, bytes: contentOf(step, 3) }];
      const saved = await store.save(id, {
        kind: "run",
        version: 1,
        value: { state, best: checkpoint === "best" ? step : null },
        parts: { series: contentOf(state, 1), last: contentOf(state, 2) },
        addCheckpoints: added,
        needs: [],
      });
      return saved.ok;
    },
    remove: async (id) => (await store.remove(id)).ok,
    evict: async (budget) => (await store.evict(budget)).ok,
    sweep: async () => (await store.sweep()).ok,
    async load(id) {
      const loaded = await store.load(id);
      if (!loaded.ok) {
        if (loaded.error.code === "storageMissing" && loaded.error.detail === id) return null;
        throw new Error(JSON.stringify(loaded.error));
      }
      const { value, parts, checkpoints } = loaded.value;
      const { state, best } = value as { state: number; best: number | null };
      const whole = isContentOf(parts.series, state, 1) && isContentOf(parts.last, state, 2);
      if (!whole) throw new Error(`state ${state} is not whole`);
      if (best !== null && !checkpoints.some(({ kind, step }) => kind === "best" && step === best))
        throw new Error(`the best of state ${state} is gone`);
      for (const { step, reference } of checkpoints) {
        const kept = await store.loadCheckpoint(id, reference.file);
        if (!kept.ok || !isContentOf(kept.value, step, 3)) throw new Error(`checkpoint ${reference.file} is broken`);
      }
      return state;
    },
    async namedFiles() {
      const items = await store.list();
      if (!items.ok) throw new Error(items.error.detail);
      return items.value.flatMap(({ row }) => (row === null ? [] : filesOf(row))).map(({ file }) => file);
    },
  };
}

/** Writes the row first and the file in its place, and believes every write. */
export function unsafeKeeper(disk: FaultyDisk): Keeper {
  const { folder, rows } = disk;
  const tried = async (work: () => Promise<unknown>) => {
    try {
      await work();
      return true;
    } catch {
      return false;
    }
  };
  return {
    save: (id, state) =>
      tried(async () => {
        await rows.change(id, () => state);
        const handle = await (await folder.getFileHandle(id, { create: true })).createSyncAccessHandle();
        handle.truncate(0);
        handle.write(contentOf(state, 2), { at: 0 });
        handle.flush();
        handle.close();
      }),
    remove: (id) =>
      tried(async () => {
        await rows.removeWhere(() => [id]);
        await folder.removeEntry(id);
      }),
    evict: async () => true,
    sweep: async () => true,
    async load(id) {
      const state = (await rows.read(id)) as KeptRow | number | undefined;
      if (typeof state !== "number") return null;
      const file = await (await folder.getFileHandle(id)).getFile();
      if (!isContentOf(new Uint8Array(await file.arrayBuffer()), state, 2)) throw new Error(`${id} is not whole`);
      return state;
    },
    namedFiles: async () => disk.names(),
  };
}
