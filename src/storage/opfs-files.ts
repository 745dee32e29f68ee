// Files in the origin's private file system, by synchronous handles: the only way to write there in Safari before 26,
// the fastest elsewhere, and the only one with a flush. They exist in dedicated workers alone.
import type { BlobFiles } from "./blob-files";
import { ShortWriteError } from "./storage-failure";

/** The part of FileSystemSyncAccessHandle that is used. */
export interface SyncHandle {
  truncate(bytes: number): void;
  /** Gives the bytes taken, which over quota are fewer, or a negative number read as unsigned. */
  write(bytes: Uint8Array<ArrayBuffer>, options: { at: number }): number;
  flush(): void;
  close(): void;
}

/** The part of FileSystemFileHandle that is used. */
export interface OpfsFile {
  getFile(): Promise<{ arrayBuffer(): Promise<ArrayBuffer> }>;
  createSyncAccessHandle(): Promise<SyncHandle>;
}

/** The part of FileSystemDirectoryHandle that is used. */
export interface OpfsFolder {
  getFileHandle(name: string, options?: { create: boolean }): Promise<OpfsFile>;
  removeEntry(name: string): Promise<void>;
  keys(): AsyncIterable<string>;
}

/** Gives the files of a folder of the origin's private file system. */
export function createOpfsFiles(folder: OpfsFolder): BlobFiles {
  return {
    place: "opfs",
    async write(name, pieces) {
      const file = await folder.getFileHandle(name, { create: true });
      const handle = await file.createSyncAccessHandle();
      try {
        writePieces(handle, pieces);
      } finally {
        handle.close();
      }
    },
    async read(name) {
      const file = await unlessMissing(() => folder.getFileHandle(name));
      return file === null ? null : new Uint8Array(await (await file.getFile()).arrayBuffer());
    },
    async delete(name) {
      await unlessMissing(() => folder.removeEntry(name));
    },
    async list() {
      const names: string[] = [];
      for await (const name of folder.keys()) names.push(name);
      return names;
    },
  };
}

function writePieces(handle: SyncHandle, pieces: readonly Uint8Array<ArrayBuffer>[]): void {
  handle.truncate(0);
  let at = 0;
  for (const piece of pieces) {
    const taken = handle.write(piece, { at });
    if (taken !== piece.length) throw new ShortWriteError(`${taken} of ${piece.length} bytes`);
    at += piece.length;
  }
  handle.flush();
}

async function unlessMissing<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === "NotFoundError") return null;
    throw thrown;
  }
}
