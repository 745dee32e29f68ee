// Where a worker makes files for a while: a folder of its own in the origin's private file system, which it holds by a Web
// Lock while it lives. Folders that nobody holds any more are swept, but for files on their way home.
import { type DiskFile, ScratchFile, type SyncFile } from "./scratch-file";

const ROOT = "unpacked";
/** Begins the names of files on their way home: a download may still read them when the page that wrote them has closed. */
const LEAVING = "leaving-";
const LEAVING_MILLISECONDS = 600_000;

/** The part of FileSystemDirectoryHandle that is used. */
export interface Directory {
  getDirectoryHandle(name: string, options: { create: boolean }): Promise<Directory>;
  getFileHandle(name: string, options: { create: boolean }): Promise<SyncFile>;
  removeEntry(name: string, options: { recursive: boolean }): Promise<void>;
  keys(): AsyncIterable<string>;
}

/** What of a browser is used; what it lacks is thrown or rejected. */
export interface ScratchPlace {
  /** Gives the origin's private file system. */
  root(): Promise<Directory>;
  /** As LockManager.request: gives `work` a lock, null where another has it, until what it gives settles. */
  lock(name: string, options: { ifAvailable: true }, work: (lock: unknown) => Promise<void>): Promise<void>;
}

const browser: ScratchPlace = {
  root: async () => (await navigator.storage.getDirectory()) as unknown as Directory,
  lock: async (name, options, work) => navigator.locks.request(name, options, work),
};

/** The folder of one worker, claimed with its first file. */
export class ScratchFolder {
  readonly #place: ScratchPlace;
  #own: Promise<Directory | null> | null = null;
  /** How many files were made, by which they are named. */
  #made = 0;

  constructor(place = browser) {
    this.#place = place;
  }

  /** Creates an empty file: one that this worker reads, or one that leaves. */
  async create(use: "own" | "leaving"): Promise<ScratchFile> {
    this.#own ??= this.#claim().catch(() => null);
    const folder = await this.#own;
    return new ScratchFile(folder && (await this.#createIn(folder, use === "leaving" ? LEAVING : "")));
  }

  /** Deletes what workers that have ended left behind. */
  async sweep(): Promise<void> {
    try {
      const root = await (await this.#place.root()).getDirectoryHandle(ROOT, { create: false });
      for await (const name of root.keys()) {
        await this.#withFree(root, name, () => remove(root, name));
      }
    } catch {
      // Nothing was ever made, or this browser keeps no files.
    }
  }

  async #createIn(folder: Directory, prefix: string): Promise<DiskFile | null> {
    try {
      const name = `${prefix}${this.#made++}`;
      const file = await folder.getFileHandle(name, { create: true });
      return { file, handle: await file.createSyncAccessHandle(), remove: () => remove(folder, name) };
    } catch {
      return null;
    }
  }

  async #claim(): Promise<Directory> {
    const root = await (await this.#place.root()).getDirectoryHandle(ROOT, { create: true });
    for (let number = 0; ; number++) {
      const folder = await this.#take(root, String(number));
      if (folder !== null) return folder;
    }
  }

  /** Gives a folder, empty, whose lock is held until this worker ends; null where it is not free. */
  #take(root: Directory, name: string): Promise<Directory | null> {
    return new Promise((resolve, reject) => {
      const holding = this.#withFree(root, name, async () => {
        await remove(root, name);
        resolve(await root.getDirectoryHandle(name, { create: true }));
        await new Promise<never>(() => {});
      });
      holding.then(() => resolve(null), reject);
    });
  }

  /** Runs work under the lock of a folder, unless another worker has that or files are still leaving the folder. */
  #withFree(root: Directory, name: string, work: () => Promise<void>): Promise<void> {
    return this.#place.lock(`curio-unpacked-${name}`, { ifAvailable: true }, async (lock) => {
      if (lock !== null && !(await hasLeaving(root, name))) await work();
    });
  }
}

async function hasLeaving(root: Directory, name: string): Promise<boolean> {
  const folder = await root.getDirectoryHandle(name, { create: true });
  for await (const file of folder.keys()) {
    if (!file.startsWith(LEAVING)) continue;
    const { lastModified } = await (await folder.getFileHandle(file, { create: false })).getFile();
    if (Date.now() - lastModified < LEAVING_MILLISECONDS) return true;
  }
  return false;
}

async function remove(folder: Directory, name: string): Promise<void> {
  await folder.removeEntry(name, { recursive: true }).catch(() => {});
}
