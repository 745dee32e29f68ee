// Finds where this browser keeps things: rows in IndexedDB with files in the private file system, else with files in
// IndexedDB too, else both in memory.
import type { BlobFiles, FilePlace } from "./blob-files";
import { Database } from "./database";
import { createIndexedFiles } from "./indexed-files";
import { createIndexedRows } from "./indexed-rows";
import { createMemoryFiles } from "./memory-files";
import { createMemoryRows } from "./memory-rows";
import { createOpfsFiles, type OpfsFolder } from "./opfs-files";
import { type StorageFailure, storageFailureOf } from "./storage-failure";
import { Store } from "./store";
import { createStoreLocks, type LockRequests } from "./store-locks";

const NAME = "curio";

/** What a browser gives to keep things by. */
export interface StorageSurroundings {
  /** The folder in the private file system, where synchronous handles exist; null where they do not. */
  readonly openFolder: (name: string) => Promise<OpfsFolder | null>;
  readonly locks: LockRequests | undefined;
  readonly now: () => number;
}

/** A store and where it keeps. */
export interface OpenedStore {
  readonly store: Store;
  readonly place: FilePlace;
  /** Why things are kept in memory alone. */
  readonly refused: StorageFailure | null;
}

/** Opens the store. Never throws: what a browser refuses is kept in memory. */
export async function openStore({ openFolder, locks, now }: StorageSurroundings): Promise<OpenedStore> {
  const database = new Database(NAME);
  try {
    await database.open();
  } catch (thrown) {
    const refused = refusalOf(thrown);
    const parts = { files: createMemoryFiles(), rows: createMemoryRows(), locks: createStoreLocks(), now };
    return { store: new Store(parts), place: "memory", refused };
  }
  const files = await openFiles(database, openFolder);
  const rows = createIndexedRows(database);
  return {
    store: new Store({ files, rows, locks: createStoreLocks(locks, NAME), now }),
    place: files.place,
    refused: null,
  };
}

async function openFiles(database: Database, openFolder: StorageSurroundings["openFolder"]): Promise<BlobFiles> {
  try {
    const folder = await openFolder(NAME);
    if (folder !== null) return createOpfsFiles(folder);
  } catch {
    // A private window of Firefox refuses the private file system and has IndexedDB.
  }
  return createIndexedFiles(database);
}

/** Whatever the browser calls it, a database that does not open is storage refused, unless a later version wrote it. */
function refusalOf(thrown: unknown): StorageFailure {
  const { code, detail } = storageFailureOf(thrown);
  return { code: code === "storageNewer" || code === "storageFull" ? code : "storageBlocked", detail };
}
