// Files that lie packed in a zip, unpacked once into the origin's private file system, where a part is read at a time: half
// a gigabyte is never in memory. A worker has a folder there while it lives, which it holds by a Web Lock; folders that
// nobody holds any more are swept. Where there is no room or no such file system, the browser keeps the bytes as blobs.

import type { CheckpointError } from "@/domain/checkpoint/checkpoint-error";
import { crc32 } from "@/domain/checkpoint/crc32";
import type { ZipEntry } from "@/domain/checkpoint/zip-entry";
import { failure, type Result, success } from "@/domain/result";
import { chunksOf } from "./containers/byte-streams";

const ROOT = "unpacked";
/** Bytes gathered into one blob. */
const BLOB_BYTES = 2 ** 22;
/** No weights pack to less than a share of this, and below so many bytes it does not matter. */
const LARGEST_RATIO = 300;
const HARMLESS_BYTES = 2 ** 26;

/** What one reading of zips unpacks. */
export class UnpackedFiles {
  readonly #limit: number;
  readonly #names: string[] = [];
  #spent = 0;

  /** All files together have at most `limit` bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Unpacks a deflated file. Rejects where its packing is broken or its bytes cannot be read. */
  async take(packed: Blob, entry: ZipEntry): Promise<Result<File, CheckpointError>> {
    const { name, size, checksum } = entry;
    const largest = Math.max(HARMLESS_BYTES, packed.size * LARGEST_RATIO);
    const limit = Math.min(this.#limit - this.#spent, largest);
    if (size > limit) return failure({ code: "bundleTooLarge", bytes: size, limit });
    this.#spent += size;
    const target = new UnpackedFile(await this.#createFile());
    try {
      let bytes = 0;
      let sum = 0;
      // What comes out of a piece is at most a thousand times as much.
      for await (const piece of chunksOf(packed.stream().pipeThrough(new DecompressionStream("deflate-raw")))) {
        bytes += piece.length;
        if (bytes > size) break;
        sum = crc32(piece, sum);
        target.write(piece);
      }
      if (bytes !== size || sum !== checksum) return failure({ code: "bundleDamaged", name });
      return success(new File([await target.content()], name));
    } finally {
      target.close();
    }
  }

  /** Deletes them: nobody reads them any more. */
  async discard(): Promise<void> {
    const folder = await ownFolder();
    for (const name of this.#names.splice(0)) await folder?.removeEntry(name).catch(() => {});
  }

  async #createFile(): Promise<DiskFile | null> {
    const folder = await ownFolder();
    if (folder === null) return null;
    try {
      const name = String(made++);
      const file = (await folder.getFileHandle(name, { create: true })) as unknown as SyncFile;
      this.#names.push(name);
      return { file, handle: await file.createSyncAccessHandle() };
    } catch {
      return null;
    }
  }
}

/** The part of FileSystemSyncAccessHandle that is used; it exists in dedicated workers alone. */
interface SyncHandle {
  /** Gives the bytes taken, which over quota are fewer. */
  write(bytes: Uint8Array, options: { at: number }): number;
  close(): void;
}

/** The part of FileSystemFileHandle that is used. */
interface SyncFile {
  getFile(): Promise<File>;
  createSyncAccessHandle(): Promise<SyncHandle>;
}

interface DiskFile {
  readonly file: SyncFile;
  readonly handle: SyncHandle;
}

/** A file that grows: on the disk while there is room, then in blobs. */
class UnpackedFile {
  readonly #disk: DiskFile | null;
  readonly #blobs: Blob[] = [];
  #bytes = 0;
  #isOpen: boolean;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;

  constructor(disk: DiskFile | null) {
    this.#disk = disk;
    this.#isOpen = disk !== null;
  }

  write(piece: Uint8Array): void {
    if (this.#writeToDisk(piece)) return;
    this.#gathered.push(piece);
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

let made = 0;
let own: Promise<FileSystemDirectoryHandle | null> | null = null;

/** Gives the folder of this worker; null where there can be none. */
function ownFolder(): Promise<FileSystemDirectoryHandle | null> {
  own ??= claimFolder().catch(() => null);
  return own;
}

async function claimFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT, { create: true });
  for (let number = 0; ; number++) {
    const name = String(number);
    if (!(await holdForGood(name))) continue;
    await removeFolder(root, name);
    return root.getDirectoryHandle(name, { create: true });
  }
}

/** Takes the lock of a folder unless another worker has it, and holds it until this one ends. */
function holdForGood(name: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const request = navigator.locks.request(lockOf(name), { ifAvailable: true }, (lock) => {
      resolve(lock !== null);
      return lock === null ? undefined : new Promise<never>(() => {});
    });
    request.catch(reject);
  });
}

/** Deletes what workers that have ended left behind. */
export async function sweepUnpacked(): Promise<void> {
  try {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT);
    for await (const name of root.keys()) {
      await navigator.locks.request(lockOf(name), { ifAvailable: true }, async (lock) => {
        if (lock !== null) await removeFolder(root, name);
      });
    }
  } catch {
    // Nothing was ever unpacked, or this browser keeps no files.
  }
}

async function removeFolder(root: FileSystemDirectoryHandle, name: string): Promise<void> {
  await root.removeEntry(name, { recursive: true }).catch(() => {});
}

function lockOf(name: string): string {
  return `curio-unpacked-${name}`;
}
