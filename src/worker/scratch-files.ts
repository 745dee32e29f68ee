// Files that a worker makes for a while in the origin's private file system, so that half a gigabyte is never in memory. A
// worker has a folder there while it lives, which it holds by a Web Lock; folders that nobody holds any more are swept.
// Where there is no room or no such file system, the browser keeps the bytes as blobs.

const ROOT = "unpacked";
/** Bytes gathered into one blob. */
const BLOB_BYTES = 2 ** 22;
/** Begins the names of files on their way home: a download may still read them when the page that wrote them has closed. */
const LEAVING = "leaving-";
const LEAVING_MILLISECONDS = 600_000;

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
  readonly name: string;
  readonly file: SyncFile;
  readonly handle: SyncHandle;
}

/** A file that grows: on the disk while there is room, then in blobs. */
export class ScratchFile {
  readonly #disk: DiskFile | null;
  readonly #blobs: Blob[] = [];
  #bytes = 0;
  #isOpen: boolean;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;

  private constructor(disk: DiskFile | null) {
    this.#disk = disk;
    this.#isOpen = disk !== null;
  }

  /** Creates an empty file: one that this worker reads, or one that leaves. */
  static async create(use: "own" | "leaving"): Promise<ScratchFile> {
    return new ScratchFile(await createOnDisk(use === "leaving" ? LEAVING : ""));
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
    if (this.#disk !== null) await (await ownFolder())?.removeEntry(this.#disk.name).catch(() => {});
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

async function createOnDisk(prefix: string): Promise<DiskFile | null> {
  const folder = await ownFolder();
  if (folder === null) return null;
  try {
    const name = `${prefix}${made++}`;
    const file = (await folder.getFileHandle(name, { create: true })) as unknown as SyncFile;
    return { name, file, handle: await file.createSyncAccessHandle() };
  } catch {
    return null;
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
export async function sweepScratch(): Promise<void> {
  try {
    const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(ROOT);
    for await (const name of root.keys()) {
      await navigator.locks.request(lockOf(name), { ifAvailable: true }, async (lock) => {
        if (lock !== null && !(await hasLeaving(await root.getDirectoryHandle(name)))) await removeFolder(root, name);
      });
    }
  } catch {
    // Nothing was ever made, or this browser keeps no files.
  }
}

async function hasLeaving(folder: FileSystemDirectoryHandle): Promise<boolean> {
  for await (const name of folder.keys()) {
    if (!name.startsWith(LEAVING)) continue;
    const { lastModified } = await (await folder.getFileHandle(name)).getFile();
    if (Date.now() - lastModified < LEAVING_MILLISECONDS) return true;
  }
  return false;
}

async function removeFolder(root: FileSystemDirectoryHandle, name: string): Promise<void> {
  await root.removeEntry(name, { recursive: true }).catch(() => {});
}

function lockOf(name: string): string {
  return `curio-unpacked-${name}`;
}
