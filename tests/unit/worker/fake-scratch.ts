// The private file system and the locks of one browser: what workers of one test share, and what stays when they end.
import type { DiskFile, SyncFile } from "@/worker/scratch-file";
import type { Directory, ScratchPlace } from "@/worker/scratch-folder";
import { createFakeLocks } from "../storage/support/fake-locks";

interface StoredFile {
  bytes: Uint8Array<ArrayBuffer>;
  lastModified: number;
  isOpen: boolean;
}

/** A disk and its locks. */
export class FakeScratch {
  /** By path: a folder's ends with a slash. */
  readonly #entries = new Map<string, StoredFile | null>();
  #locks = createFakeLocks();
  /** Bytes that all files together may take. */
  quota = Number.POSITIVE_INFINITY;
  /** What a write does for which there is no room. */
  overQuota: "takes a part" | "throws" = "takes a part";

  readonly place: ScratchPlace = {
    root: async () => this.#directory(""),
    lock: (name, options, work) => this.#locks.request(name, options, work),
  };

  /** Ends all workers: their locks and handles are given back. */
  restart(): void {
    this.#locks = createFakeLocks();
    for (const file of this.#entries.values()) if (file !== null) file.isOpen = false;
  }

  /** Makes all files older. */
  age(milliseconds: number): void {
    for (const file of this.#entries.values()) if (file !== null) file.lastModified -= milliseconds;
  }

  /** Lists the files by their paths. */
  files(): readonly string[] {
    return [...this.#entries].flatMap(([path, file]) => (file === null ? [] : [path]));
  }

  #directory(path: string): Directory {
    return {
      getDirectoryHandle: async (name, { create }) => {
        this.#find(`${path}${name}/`, create, () => null);
        return this.#directory(`${path}${name}/`);
      },
      getFileHandle: async (name, { create }) => {
        this.#find(`${path}${name}`, create, () => ({
          bytes: new Uint8Array(0),
          lastModified: Date.now(),
          isOpen: false,
        }));
        return this.#file(`${path}${name}`, name);
      },
      removeEntry: async (name, { recursive }) => {
        const whole = [`${path}${name}`, `${path}${name}/`];
        const gone = [...this.#entries.keys()].filter(
          (entry) => whole.includes(entry) || (recursive && entry.startsWith(whole[1])),
        );
        if (gone.length === 0) throw new DOMException(name, "NotFoundError");
        if (gone.some((entry) => this.#entries.get(entry)?.isOpen)) {
          throw new DOMException(name, "NoModificationAllowedError");
        }
        for (const entry of gone) this.#entries.delete(entry);
      },
      keys: () => each([...this.#entries.keys()].flatMap((entry) => childOf(path, entry))),
    };
  }

  #find(path: string, create: boolean, make: () => StoredFile | null): void {
    if (this.#entries.has(path)) return;
    if (!create) throw new DOMException(path, "NotFoundError");
    this.#entries.set(path, make());
  }

  #file(path: string, name: string): SyncFile {
    const stored = () => {
      const file = this.#entries.get(path);
      if (!file) throw new DOMException(path, "NotFoundError");
      return file;
    };
    return {
      getFile: async () => new File([stored().bytes], name, { lastModified: stored().lastModified }),
      createSyncAccessHandle: async () => {
        stored().isOpen = true;
        return this.#handle(stored);
      },
    };
  }

  #handle(stored: () => StoredFile): DiskFile["handle"] {
    return {
      write: (piece, { at }) => {
        const file = stored();
        if (!file.isOpen) throw new DOMException("closed", "InvalidStateError");
        const room = this.quota - [...this.#entries.values()].reduce((sum, one) => sum + (one?.bytes.length ?? 0), 0);
        if (piece.length > room && this.overQuota === "throws") throw new DOMException("full", "QuotaExceededError");
        const taken = piece.subarray(0, Math.min(piece.length, room));
        const bytes = new Uint8Array(Math.max(file.bytes.length, at + taken.length));
        bytes.set(file.bytes);
        bytes.set(taken, at);
        file.bytes = bytes;
        return taken.length;
      },
      close: () => {
        stored().isOpen = false;
      },
    };
  }
}

/** Gives the name of an entry that lies in a folder itself, without its slash. */
function childOf(path: string, entry: string): readonly string[] {
  const rest = entry.startsWith(path) ? entry.slice(path.length).replace(/\/$/, "") : "";
  return rest === "" || rest.includes("/") ? [] : [rest];
}

async function* each(names: readonly string[]): AsyncIterable<string> {
  yield* names;
}
