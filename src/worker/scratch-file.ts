// A file that a worker makes for a while: on the disk, so that half a gigabyte is never in memory, and where there is no
// room or no such file system as blobs, which the browser keeps.

/** Bytes gathered into one blob. */
const BLOB_BYTES = 2 ** 22;

/** The part of FileSystemSyncAccessHandle that is used; it exists in dedicated workers alone. */
interface SyncHandle {
  /** Gives the bytes taken, which over quota are fewer. */
  write(bytes: Uint8Array, options: { at: number }): number;
  close(): void;
}

/** The part of FileSystemFileHandle that is used. */
export interface SyncFile {
  getFile(): Promise<File>;
  createSyncAccessHandle(): Promise<SyncHandle>;
}

/** An empty file on the disk, open for writing. */
export interface DiskFile {
  readonly file: SyncFile;
  readonly handle: SyncHandle;
  /** Deletes it, once its handle is closed. */
  remove(): Promise<void>;
}

/** A file that grows: on the disk while there is room, then in blobs. */
export class ScratchFile {
  readonly #disk: DiskFile | null;
  readonly #blobs: Blob[] = [];
  #bytes = 0;
  #isOpen: boolean;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;

  /** All of it goes to blobs where `disk` is null. */
  constructor(disk: DiskFile | null) {
    this.#disk = disk;
    this.#isOpen = disk !== null;
  }

  write(piece: Uint8Array): void {
    if (this.#writeToDisk(piece)) return;
    // Whoever writes may take a piece's memory back.
    this.#gathered.push(piece.slice());
    this.#gatheredBytes += piece.length;
    if (this.#gatheredBytes >= BLOB_BYTES) this.#seal();
  }

  /** Gives the whole, which takes no more. */
  async content(): Promise<Blob> {
    this.close();
    this.#seal();
    if (this.#disk === null) return new Blob(this.#blobs);
    const file = await this.#disk.file.getFile();
    return this.#blobs.length === 0 ? file : new Blob([file.slice(0, this.#bytes), ...this.#blobs]);
  }

  close(): void {
    if (this.#isOpen) this.#disk?.handle.close();
    this.#isOpen = false;
  }

  /** Deletes it: nobody reads it any more. */
  async discard(): Promise<void> {
    this.close();
    await this.#disk?.remove();
  }

  #writeToDisk(piece: Uint8Array): boolean {
    if (this.#disk === null || !this.#isOpen) return false;
    try {
      // Over quota some browsers take a part, others throw.
      if (this.#disk.handle.write(piece, { at: this.#bytes }) === piece.length) {
        this.#bytes += piece.length;
        return true;
      }
    } catch {
      // The rest goes to blobs.
    }
    this.close();
    return false;
  }

  #seal(): void {
    if (this.#gatheredBytes > 0) this.#blobs.push(new Blob(this.#gathered as BlobPart[]));
    this.#gathered = [];
    this.#gatheredBytes = 0;
  }
}
