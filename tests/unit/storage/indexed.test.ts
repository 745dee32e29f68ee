// Rows and files in IndexedDB, what earlier versions left there, and where a browser keeps things at all.
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Database } from "@/storage/database";
import { createIndexedFiles } from "@/storage/indexed-files";
import { createIndexedRows } from "@/storage/indexed-rows";
import { openStore, type StorageSurroundings } from "@/storage/open-store";
import { FaultyDisk } from "./support/faulty-disk";
import { contentOf } from "./support/keepers";
import "fake-indexeddb/auto";
import version1 from "./fixtures/version-1.json";

const change = {
  kind: "run",
  version: 1,
  value: { state: 1 },
  parts: { last: contentOf(1, 2) },
  addCheckpoints: [],
  needs: [],
};

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

function surroundings(openFolder: StorageSurroundings["openFolder"]): StorageSurroundings {
  return { openFolder, locks: undefined, now: () => 7 };
}

describe("the database", () => {
  it("changes rows in one transaction, or not at all", async () => {
    const rows = createIndexedRows(new Database("test"));
    await rows.change("a", (row) => [row, 1]);
    await rows.change("b", () => 2);
    await expect(
      rows.change("a", () => {
        throw new RangeError("no");
      }),
    ).rejects.toThrow("no");
    // A function cannot be stored.
    await expect(rows.change("a", () => () => 0)).rejects.toThrow();
    expect(await rows.read("a")).toEqual([undefined, 1]);
    expect(await rows.read("c")).toBeUndefined();
    expect([...(await rows.readAll())]).toEqual([
      ["a", [undefined, 1]],
      ["b", 2],
    ]);
    await expect(rows.removeWhere(() => ["a", "b", {} as string])).rejects.toThrow();
    expect((await rows.readAll()).size).toBe(2);
    await rows.removeWhere((all) => [...all.keys()].filter((id) => id === "a"));
    expect([...(await rows.readAll()).keys()]).toEqual(["b"]);
  });

  it("opens again after another tab has had it closed", async () => {
    const database = new Database("test");
    const files = createIndexedFiles(database);
    await files.write("a", [new Uint8Array([1, 2]), new Uint8Array([3])]);
    database.close();
    expect(await files.read("a")).toEqual(new Uint8Array([1, 2, 3]));
    await files.delete("a");
    await files.delete("a");
    expect(await files.list()).toEqual([]);
  });
});

describe("where things are kept", () => {
  it("is the private file system, with rows in IndexedDB", async () => {
    const disk = new FaultyDisk();
    const { store, place } = await openStore(surroundings(async () => disk.folder));
    expect(place).toBe("opfs");
    await store.save("a", change);
    expect(disk.names()).toEqual(["a.last.a"]);
    const again = await openStore(surroundings(async () => disk.folder));
    expect(await again.store.load("a")).toMatchObject({ ok: true, value: { savedAt: 7, parts: change.parts } });
  });

  it("is IndexedDB alone where the private file system is refused or has no handles", async () => {
    const refuse = async () => {
      throw new DOMException("", "SecurityError");
    };
    for (const openFolder of [refuse, async () => null]) {
      const { store, place } = await openStore(surroundings(openFolder));
      expect(place).toBe("indexed");
      expect((await store.save("a", change)).ok).toBe(true);
    }
    const again = await openStore(surroundings(refuse));
    expect(await again.store.load("a")).toMatchObject({ ok: true, value: { parts: change.parts } });
    // What lies in the other place now is not lost, and not taken for torn.
    const back = await openStore(surroundings(async () => new FaultyDisk().folder));
    expect(await back.store.load("a")).toMatchObject({ ok: false, error: { code: "storageBlocked" } });
  });

  it.each([
    ["SecurityError", "storageBlocked"],
    ["UnknownError", "storageBlocked"],
    ["QuotaExceededError", "storageFull"],
  ])("is memory when IndexedDB refuses with %s, and all works there", async (name, code) => {
    vi.spyOn(indexedDB, "open").mockImplementation(() => {
      throw new DOMException("refused", name);
    });
    const { store, place, refused } = await openStore(surroundings(async () => new FaultyDisk().folder));
    expect([place, refused?.code]).toEqual(["memory", code]);
    expect((await store.save("a", change)).ok).toBe(true);
    expect((await store.save("a", { ...change, value: { state: 2 } })).ok).toBe(true);
    expect(await store.load("a")).toMatchObject({ ok: true, value: { value: { state: 2 }, parts: change.parts } });
    expect(await store.remove("a")).toEqual({ ok: true, value: undefined });
  });

  it("is memory when a later version of the page has changed the database", async () => {
    await new Promise((resolve) => {
      indexedDB.open("curio", 1_000).onsuccess = resolve;
    });
    const { place, refused } = await openStore(surroundings(async () => null));
    expect([place, refused?.code]).toEqual(["memory", "storageNewer"]);
  });
});

describe("what earlier versions kept", () => {
  it("is read from a database of version 1", async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(version1.database, version1.databaseVersion);
      request.onupgradeneeded = () => {
        const bytes = (text: string) => new Uint8Array(Buffer.from(text, "base64"));
        for (const name of ["records", "files"] as const) {
          const target = request.result.createObjectStore(name);
          for (const [key, value] of Object.entries(version1[name])) {
            target.put(typeof value === "string" ? bytes(value) : value, key);
          }
        }
      };
      request.onsuccess = () => {
        request.result.close();
        resolve();
      };
    });
    const { store } = await openStore(surroundings(async () => null));
    const run = await store.load("run-1");
    expect(run).toMatchObject({
      ok: true,
      value: { kind: "run", save: 3, version: 1, value: { name: "ipê-azul-3" }, lost: null },
    });
    const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
    expect(run.ok && Object.entries(run.value.parts).map(([name, bytes]) => [name, text(bytes)])).toEqual([
      ["series", "series of save 3"],
      ["last", "last of save 2"],
    ]);
    const contents = [];
    for (const { kind, step, reference } of run.ok ? run.value.checkpoints : []) {
      const kept = await store.loadCheckpoint("run-1", reference.file);
      contents.push([kind, step, kept.ok && text(kept.value)]);
    }
    expect(contents).toEqual([
      ["first", 0, "first of save 1"],
      ["best", 40, "best of save 2"],
    ]);
    expect(await store.sweep()).toEqual({ ok: true, value: 0 });
    const data = await store.load("data-9f");
    expect(data.ok && text(data.value.parts.text)).toBe("olá, mundo");
  });
});
