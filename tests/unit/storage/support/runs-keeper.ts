// A keeper for the crash harness that saves runs as the page does: the tables of their many tokens apart, and before them.
import { freshProgress } from "@/domain/training/progress";
import { RunKeeper } from "@/state/keeping/run-keeper";
import { filesOf } from "@/storage/kept-row";
import { recordIdOf, runOfValue, tokensIdOfValue } from "@/storage/kept-run";
import { tokensOfRecord } from "@/storage/kept-tokens";
import type { StorageApi } from "@/storage/storage-api";
import { createFakeApp, facts, runOf } from "../../state/fake-client";
import type { Keeper } from "./crash-harness";
import type { FaultyDisk } from "./faulty-disk";
import { openStoreOn } from "./keepers";

const vocabulary = Array.from({ length: 4097 }, (_, id) => String.fromCodePoint(0x4e00 + id));
const tokenizer = { kind: "character", vocabulary, specialCount: 0, padId: null } as const;

/** Keeps runs whose step is their state. */
export function runsKeeper(disk: FaultyDisk): Keeper {
  const store = openStoreOn(disk);
  const keeper = new RunKeeper({
    stores: createFakeApp().stores,
    storage: store as unknown as StorageApi,
    today: () => 1,
    leftBefore: null,
    noteLeft: () => {},
  });
  return {
    async save(id, state) {
      const run = runOf({ id, facts, state: "paused", progress: { ...freshProgress, step: state } });
      const saved = await keeper.save({ ...run, data: { ...run.data, tokenizer } }, () => false);
      return saved.ok;
    },
    remove: async (id) => (await store.remove(recordIdOf(id))).ok,
    evict: async () => true,
    sweep: async () => (await store.sweep()).ok,
    async load(id) {
      const loaded = await store.load(recordIdOf(id));
      if (!loaded.ok) {
        if (loaded.error.code === "storageMissing" && loaded.error.detail === recordIdOf(id)) return null;
        throw new Error(JSON.stringify(loaded.error));
      }
      const tokens = tokensIdOfValue(loaded.value) ?? "";
      const tables = await store.load(tokens);
      if (!tables.ok) throw new Error(`the tokens of ${id} are gone: ${tables.error.code}`);
      const read = runOfValue(recordIdOf(id), loaded.value, new Map([[tokens, tokensOfRecord(tables.value) ?? ""]]));
      if (read === null) throw new Error(`${id} cannot be read`);
      return read.run.progress.step;
    },
    async namedFiles() {
      const items = await store.list();
      if (!items.ok) throw new Error(items.error.detail);
      return items.value.flatMap(({ row }) => (row === null ? [] : filesOf(row))).map(({ file }) => file);
    },
  };
}
