// Files by name, whole at a time: the little that the store asks of a file system.

/** Where files lie. A file is found again only in the place where it was written. */
export type FilePlace = "opfs" | "indexed" | "memory";

/** A flat folder of files. Every method throws what the browser throws. */
export interface BlobFiles {
  readonly place: FilePlace;
  /**
   * Writes a file from its start, replacing what it held; resolves once the bytes are flushed.
   * @throws ShortWriteError when fewer bytes were taken.
   */
  write(name: string, pieces: readonly Uint8Array<ArrayBuffer>[]): Promise<void>;
  /** Gives a file's bytes, or null when there is none of that name. */
  read(name: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** Deletes a file; does nothing when there is none. */
  delete(name: string): Promise<void>;
  /** Gives the names of all files. */
  list(): Promise<readonly string[]>;
}
