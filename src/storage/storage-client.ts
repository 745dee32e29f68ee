// The storage worker's calls as the page makes them. The worker starts with the first call; when it dies, or answers
// nothing for long while something is asked, pending calls fail and the next call starts another.
import { type Remote, wrap } from "comlink";
import { failure } from "@/domain/result";
import { callStore, type StorageApi, type StoreCalls, storeCallsBy } from "./storage-api";
import { type StorageFailure, storageFailureOf } from "./storage-failure";

interface LiveWorker {
  readonly api: Remote<StorageApi>;
  readonly death: Promise<StorageFailure>;
  /** Notes that a call waits; gives what notes its end. */
  waits(): () => void;
}

/** The storage worker's calls; none throws. */
export type StorageClient = StorageApi;

const startStorageWorker = (): Worker =>
  new Worker(new URL("./storage.worker.ts", import.meta.url), { type: "module", name: "storage" });

/** Milliseconds without an answer after which the worker counts as hung; a save on a slow disk takes a few seconds. */
const PATIENCE = 30_000;

/** Gives the calls; starts nothing yet. */
export function createStorageClient(start = startStorageWorker, patience = PATIENCE): StorageClient {
  let live: LiveWorker | null = null;

  async function call<T>(
    send: (api: Remote<StorageApi>) => Promise<T>,
    fail: (error: StorageFailure) => T,
  ): Promise<T> {
    try {
      live ??= watched(start(), patience, () => {
        live = null;
      });
      const answered = live.waits();
      return await Promise.race([send(live.api), live.death.then(fail)]).finally(answered);
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

function watched(worker: Worker, patience: number, onDeath: () => void): LiveWorker {
  let waiting = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let die: (detail: string) => void = () => undefined;
  /** Counts the silence anew, from the first call or from an answer. */
  const listen = () => {
    clearTimeout(timer);
    if (waiting > 0) timer = setTimeout(() => die(`silent for ${patience} ms`), patience);
  };
  const death = new Promise<StorageFailure>((resolve) => {
    die = (detail) => {
      clearTimeout(timer);
      worker.terminate();
      onDeath();
      resolve({ code: "storageFailed", detail: `the storage worker died: ${detail}` });
    };
    worker.addEventListener("error", ({ message }) => die(message));
    worker.addEventListener("messageerror", () => die("messageerror"));
  });
  return {
    api: wrap<StorageApi>(worker),
    death,
    waits: () => {
      waiting += 1;
      if (waiting === 1) listen();
      return () => {
        waiting -= 1;
        listen();
      };
    },
  };
}
