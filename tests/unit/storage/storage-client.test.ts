// The page's side of the storage worker: every call answers, also when the worker dies or never starts.
import { expose } from "comlink";
import { expect, it, vi } from "vitest";
import { createMemoryFiles } from "@/storage/memory-files";
import { createMemoryRows } from "@/storage/memory-rows";
import { callStore, storeCallsBy } from "@/storage/storage-api";
import { createStorageClient } from "@/storage/storage-client";
import { Store } from "@/storage/store";
import { createStoreLocks } from "@/storage/store-locks";
import { contentOf } from "./support/keepers";

const change = { kind: "run", version: 1, value: 1, parts: { last: contentOf(1, 2) }, addCheckpoints: [], needs: [] };

/** Starts a worker that is a port to a store in this thread, or to nothing. */
function startPort(answers: boolean): Worker {
  const { port1, port2 } = new MessageChannel();
  const parts = { files: createMemoryFiles(), rows: createMemoryRows(), locks: createStoreLocks(), now: () => 3 };
  const store = new Store(parts);
  if (answers)
    expose(
      storeCallsBy((method, values) => callStore(store, method, values)),
      port2 as never,
    );
  const end = () => {
    port1.close();
    port2.close();
  };
  return Object.assign(port1 as unknown as Worker, { terminate: vi.fn(end) });
}

it("carries changes and content over, and starts another worker after a death", async () => {
  const workers: Worker[] = [];
  const client = createStorageClient(() => {
    workers.push(startPort(workers.length !== 1));
    return workers.at(-1)!;
  });
  expect(workers).toEqual([]);
  expect(await client.save("a", change)).toEqual({ ok: true, value: { savedAt: 3, missing: [] } });
  expect(await client.load("a")).toMatchObject({ ok: true, value: { value: 1, parts: change.parts } });
  const die = () => workers.at(-1)!.dispatchEvent(Object.assign(new Event("error"), { message: "gone" }));
  die();
  const pending = [client.load("a"), client.where()];
  die();
  const refused = { code: "storageFailed", detail: "the storage worker died: gone" };
  expect(await Promise.all(pending)).toEqual([
    { ok: false, error: refused },
    { place: "memory", refused },
  ]);
  expect(await client.list()).toEqual({ ok: true, value: [] });
  expect(workers.map((worker) => vi.mocked(worker.terminate).mock.calls.length)).toEqual([1, 1, 0]);
  workers.at(-1)!.terminate();
});

it("answers where no worker can be started", async () => {
  const client = createStorageClient(() => {
    throw new DOMException("no workers here", "SecurityError");
  });
  const refused = { code: "storageBlocked", detail: "SecurityError: no workers here" };
  expect(await client.where()).toEqual({ place: "memory", refused });
  expect(await client.save("a", change)).toEqual({ ok: false, error: refused });
  expect(await client.space()).toEqual({ used: null, quota: null, persistent: false });
});

it("counts a worker that answers nothing as hung, and only while something is asked", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  const workers: Worker[] = [];
  const client = createStorageClient(() => {
    workers.push(startPort(workers.length !== 0));
    return workers.at(-1)!;
  }, 60);
  const answers = Promise.all([client.list(), client.list()]);
  await vi.advanceTimersByTimeAsync(60);
  const hung = { code: "storageFailed", detail: "the storage worker died: silent for 60 ms" };
  expect(await answers).toEqual([
    { ok: false, error: hung },
    { ok: false, error: hung },
  ]);
  expect(await client.list()).toEqual({ ok: true, value: [] });
  await vi.advanceTimersByTimeAsync(120);
  expect(await client.list()).toEqual({ ok: true, value: [] });
  expect(workers).toHaveLength(2);
  workers.at(-1)!.terminate();
  vi.useRealTimers();
});
