// What the store says when something is full, torn, gone, newer or held by another tab.
import { describe, expect, it } from "vitest";
import { createMemoryFiles } from "@/storage/memory-files";
import { createMemoryRows } from "@/storage/memory-rows";
import type { RecordChange } from "@/storage/record-change";
import { initialStorageState, type StorageState, storageStateAfter } from "@/storage/storage-state";
import { Store } from "@/storage/store";
import { createStoreLocks } from "@/storage/store-locks";
import { createFakeLocks } from "./support/fake-locks";
import { FaultyDisk } from "./support/faulty-disk";
import { contentOf, openStoreOn } from "./support/keepers";

function change(state: number, more: Partial<RecordChange> = {}): RecordChange {
  const parts = { series: contentOf(state, 1), last: contentOf(state, 2) };
  return { kind: "run", version: 1, value: { state }, parts, addCheckpoints: [], needs: [], ...more };
}

/** Opens two tabs on the same files, rows and locks. */
function openTabs(): readonly [Store, Store] {
  const [files, rows, requests] = [createMemoryFiles(), createMemoryRows(), createFakeLocks()];
  const open = () => new Store({ files, rows, locks: createStoreLocks(requests), now: () => 0 });
  return [open(), open()];
}

async function stateOf(store: Store, id: string): Promise<unknown> {
  const loaded = await store.load(id);
  return loaded.ok ? loaded.value.value : loaded.error.code;
}

describe("a store that is full", () => {
  it("keeps the old state at each of 20 quotas and says once that it is full", async () => {
    const disk = new FaultyDisk();
    const store = openStoreOn(disk);
    const content = (state: number) => ({ last: new Uint8Array(3_000).fill(state) });
    for (const state of [1, 2]) expect((await store.save("a", change(state, { parts: content(state) }))).ok).toBe(true);
    const kept = disk.bytes;
    const outcomes = new Set<string>();
    for (let level = 0; level < 20; level++) {
      // From nothing at all to almost as much as the old and the new state need.
      disk.quota = Math.floor(((kept - 1) * level) / 19);
      let state: StorageState = initialStorageState;
      let told = 0;
      for (let attempt = 0; attempt < 3; attempt++) {
        state = storageStateAfter(state, { type: "saving" });
        const saved = await store.save("a", change(9, { parts: content(9) }));
        if (saved.ok) throw new Error(`saved at ${disk.quota} bytes`);
        state = storageStateAfter(state, { type: "failed", failure: saved.error });
        told += state.tell ? 1 : 0;
      }
      outcomes.add(`${state.value}, told ${told}`);
      expect(await stateOf(store, "a")).toEqual({ state: 2 });
      expect(await stateOf(openStoreOn(disk), "a")).toEqual({ state: 2 });
    }
    expect([...outcomes]).toEqual(["full, told 1"]);
    disk.quota = kept;
    expect((await store.save("a", change(9, { parts: content(9) }))).ok).toBe(true);
  });

  it("frees room by evicting the oldest spaced checkpoints of all records", async () => {
    const disk = new FaultyDisk();
    const store = openStoreOn(disk);
    const checkpoint = (kind: "first" | "spaced" | "best", step: number) => ({
      addCheckpoints: [{ kind, step, bytes: new Uint8Array(1000) }],
    });
    await store.save("a", change(1, checkpoint("first", 0)));
    await store.save("a", change(2, checkpoint("spaced", 10)));
    await store.save("b", change(3, checkpoint("spaced", 10)));
    await store.save("a", change(4, checkpoint("best", 20)));
    await store.save("a", change(5, checkpoint("spaced", 30)));
    const stepsAfter = async (budget: number) => {
      await store.evict(budget);
      const list = await store.list();
      if (!list.ok) throw new Error(list.error.detail);
      return list.value.flatMap(({ id, row }) => row!.checkpoints.map(({ kind, step }) => `${id} ${kind} ${step}`));
    };
    const all = ["a first 0", "a spaced 10", "a best 20", "a spaced 30", "b spaced 10"];
    expect(await stepsAfter(5000)).toEqual(all);
    expect(await stepsAfter(4999)).toEqual(all.filter((line) => line !== "a spaced 10"));
    expect(await stepsAfter(2000)).toEqual(["a first 0", "a best 20"]);
    expect(await stepsAfter(0)).toEqual(["a best 20"]);
    expect(disk.names().filter((name) => name.endsWith(".checkpoint"))).toHaveLength(1);
  });
});

describe("a store whose files were changed behind it", () => {
  it("gives the state before when the last is torn or gone, at any byte", async () => {
    for (const harm of ["erase", ...Array.from({ length: 60 }, (_, at) => at)] as const) {
      const disk = new FaultyDisk();
      const store = openStoreOn(disk);
      for (const state of [1, 2]) await store.save("a", change(state));
      if (typeof harm === "number") disk.damage("a.last.b", harm);
      else disk.erase("a.last.b");
      const loaded = await store.load("a");
      const lost = harm === "erase" ? "storageMissing" : "storageCorrupt|storageNewer";
      expect(loaded).toMatchObject({ ok: true, value: { value: { state: 1 } } });
      expect(loaded.ok && loaded.value.lost?.code).toMatch(new RegExp(lost));
    }
  });

  it("does not save over the only state that is left", async () => {
    for (let at = 1; at < 40; at++) {
      const disk = new FaultyDisk();
      const store = openStoreOn(disk);
      for (const state of [1, 2]) await store.save("a", change(state));
      disk.erase("a.last.b");
      await store.load("a");
      disk.plan(at, "kill within");
      await store.save("a", change(3));
      disk.restart();
      expect(await stateOf(openStoreOn(disk), "a")).toMatchObject({
        state: expect.toSatisfy((n) => n === 1 || n === 3),
      });
    }
  });

  it("does not take one state's file for another's", async () => {
    const disk = new FaultyDisk();
    const store = openStoreOn(disk);
    // Contents of these two are equally long.
    for (const state of [1, 51]) await store.save("a", change(state));
    disk.copy("a.last.a", "a.last.b");
    expect(await stateOf(store, "a")).toEqual({ state: 1 });
  });

  it("says so when both are torn, and goes on saving", async () => {
    const disk = new FaultyDisk();
    const store = openStoreOn(disk);
    for (const state of [1, 2]) await store.save("a", change(state));
    for (const name of disk.names()) disk.damage(name, 30);
    expect(await stateOf(store, "a")).toBe("storageCorrupt");
    expect((await store.save("a", change(3))).ok).toBe(true);
    expect(await stateOf(store, "a")).toEqual({ state: 3 });
  });

  it("keeps files that a torn row may name until that row is deleted", async () => {
    const disk = new FaultyDisk();
    const store = openStoreOn(disk);
    await store.save("a", change(1));
    await disk.rows.change("a", () => ({ format: 1, id: "a" }));
    expect(await store.sweep()).toEqual({ ok: true, value: 0 });
    expect(await store.list()).toEqual({ ok: true, value: [{ id: "a", row: null, bytes: 0 }] });
    await store.remove("a");
    expect(await store.sweep()).toEqual({ ok: true, value: 2 });
    expect(disk.names()).toEqual([]);
  });

  it("leaves a row of a later version alone", async () => {
    const disk = new FaultyDisk();
    const store = openStoreOn(disk);
    await store.save("a", change(1));
    const later = { format: 2, whatever: true };
    await disk.rows.change("a", () => later);
    expect(await stateOf(store, "a")).toBe("storageNewer");
    expect(await store.save("a", change(2))).toMatchObject({ ok: false, error: { code: "storageNewer" } });
    expect(await disk.rows.read("a")).toEqual(later);
  });
});

describe("two tabs", () => {
  it("let one write a record and the other read it, until it is released", async () => {
    const [first, second] = openTabs();
    expect(await first.claim("a")).toEqual({ ok: true, value: true });
    expect(await second.claim("a")).toEqual({ ok: true, value: false });
    await first.save("a", change(1));
    expect(await second.save("a", change(2))).toMatchObject({ ok: false, error: { code: "storageInUse" } });
    expect(await second.remove("a")).toMatchObject({ ok: false, error: { code: "storageInUse" } });
    expect(await second.clear()).toEqual({ ok: true, value: ["a"] });
    expect(await stateOf(second, "a")).toEqual({ state: 1 });
    await first.release("a");
    expect(await second.claim("a")).toEqual({ ok: true, value: true });
    expect((await second.save("a", change(2))).ok).toBe(true);
  });

  it("do not sweep what the other is about to name", async () => {
    const files = createMemoryFiles();
    const [rows, requests] = [createMemoryRows(), createFakeLocks()];
    const open = () => new Store({ files, rows, locks: createStoreLocks(requests), now: () => 0 });
    const [first, second] = [open(), open()];
    let swept: unknown = null;
    const { change: commit } = rows;
    rows.change = async (id, next) => {
      swept = await second.sweep();
      await commit(id, next);
    };
    await first.save("a", change(1));
    expect(swept).toEqual({ ok: true, value: null });
    expect(await stateOf(second, "a")).toEqual({ state: 1 });
    expect(await second.sweep()).toEqual({ ok: true, value: 0 });
  });
});

describe("records that need others", () => {
  it("take with them what only they need, and say what is missing", async () => {
    const [store] = openTabs();
    const data = { kind: "data", parts: { text: contentOf(1, 4) } };
    await store.save("data-1", change(1, data));
    await store.save("data-2", change(2, data));
    await store.save("a", change(3, { needs: ["data-1", "data-2"] }));
    expect(await store.save("b", change(4, { needs: ["data-2", "data-3"] }))).toMatchObject({
      value: { missing: ["data-3"] },
    });
    await store.remove("a");
    const list = await store.list();
    expect(list.ok && list.value.map(({ id }) => id)).toEqual(["data-2", "b"]);
    await store.clear();
    expect(await store.list()).toEqual({ ok: true, value: [] });
  });

  it("keeps the parts that a save does not bring", async () => {
    const [store] = openTabs();
    await store.save("a", change(1));
    await store.save("a", change(2, { parts: { series: contentOf(2, 1) } }));
    await store.save("a", change(3, { parts: { samples: contentOf(3, 5) } }));
    const loaded = await store.load("a", ["last", "series"]);
    expect(loaded.ok && loaded.value.parts).toEqual({ last: contentOf(1, 2), series: contentOf(2, 1) });
    await store.save("a", change(4, { parts: { series: null } }));
    const later = await store.load("a");
    expect(later.ok && Object.keys(later.value.parts).sort()).toEqual(["last", "samples"]);
  });
});
