// The storage worker's calls as the page makes them. The worker starts with the first call; when it dies, pending calls
// fail and the next call starts another.
import { type Remote, wrap } from "comlink";
import { failure } from "@/domain/result";
import { callStore, type StorageApi, type StoreCalls, storeCallsBy } from "./storage-api";
import { type StorageFailure, storageFailureOf } from "./storage-failure";

interface LiveWorker {
  readonly api: Remote<StorageApi>;
  readonly death: Promise<StorageFailure>;
}

/** The storage worker's calls; none throws. */
export type StorageClient = StorageApi;

const startStorageWorker = (): Worker =>
  new Worker(new URL("./storage.worker.ts", import.meta.url), { type: "module", name: "storage" });

/** Gives the calls; starts nothing yet. */
export function createStorageClient(start = startStorageWorker): StorageClient {
  let live: LiveWorker | null = null;

  async function call<T>(
    send: (api: Remote<StorageApi>) => Promise<T>,
    fail: (error: StorageFailure) => T,
  ): Promise<T> {
    try {
      live ??= watched(start(), () => {
        live = null;
      });
      return await Promise.race([send(live.api), live.death.then(fail)]);
    } catch (thrown) {
      return fail(storageFailureOf(thrown));
    }
  }

  return {
    ...storeCallsBy((method, values) => call((api) => callStore(api as StoreCalls, method, values), failure)),
    where: () =>
      call(
        (api) => api.where(),
        (refused) => ({ place: "memory", refused }),
      ),
    space: () =>
      call(
        (api) => api.space(),
        () => ({ used: null, quota: null, persistent: false }),
      ),
  };
}

function watched(worker: Worker, onDeath: () => void): LiveWorker {
  const death = new Promise<StorageFailure>((resolve) => {
    const die = (detail: string) => {
      worker.terminate();
      onDeath();
      resolve({ code: "storageFailed", detail: `the storage worker died: ${detail}` });
    };
    worker.addEventListener("error", ({ message }) => die(message));
    worker.addEventListener("messageerror", () => die("messageerror"));
  });
  return { api: wrap<StorageApi>(worker), death };
}
