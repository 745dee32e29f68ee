// The storage worker: the store behind a port, apart from the training worker, whose death it outlives.
import { expose, transfer } from "comlink";
import { openStore } from "./open-store";
import { callStore, type StorageApi, storeCallsBy } from "./storage-api";
import { storageSpace } from "./storage-space";

const opened = openStore({
  async openFolder(name) {
    // Safari before 15.2 has the folders without the handles.
    if (!("createSyncAccessHandle" in FileSystemFileHandle.prototype)) return null;
    return (await navigator.storage.getDirectory()).getDirectoryHandle(name, { create: true });
  },
  locks: navigator.locks,
  now: () => Date.now(),
});

const api: StorageApi = {
  ...storeCallsBy(async (method, values) => {
    const answer = await callStore((await opened).store, method, values);
    return transfer(answer, [...buffersIn(answer)]);
  }),
  async where() {
    const { place, refused } = await opened;
    return { place, refused };
  },
  space: () => storageSpace(navigator.storage),
};

/** Gives the buffers of an answer, so that content moves to the page instead of being copied. */
function* buffersIn(answer: unknown): Generator<ArrayBuffer> {
  if (answer instanceof Uint8Array) yield answer.buffer as ArrayBuffer;
  else if (typeof answer === "object" && answer !== null)
    for (const value of Object.values(answer)) yield* buffersIn(value);
}

expose(api);
