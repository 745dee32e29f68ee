// A zip that stays where it is: its directory is read, and of its files no more than is asked for.
import type { CheckpointError } from "@/domain/checkpoint/checkpoint-error";
import { contentOffset, LOCAL_BYTES, listEntries, type ZipEntry } from "@/domain/checkpoint/zip-entry";
import { failure, type Result, success } from "@/domain/result";
import { messageOf } from "@/domain/thrown-message";
import { unpackEntry } from "./unpack-entry";
import type { UnpackedFiles } from "./unpacked-files";

/** Bytes at the end in which the directory must lie. */
const TAIL_BYTES = 2 ** 20;
/** More than any system gives a name and what follows it in the header of a file. */
const HEADER_BYTES = LOCAL_BYTES + 2 ** 12;

/** A zip by its directory. */
export class BlobZip {
  readonly #blob: Blob;
  readonly #entries: ReadonlyMap<string, ZipEntry>;

  private constructor(blob: Blob, entries: readonly ZipEntry[]) {
    this.#blob = blob;
    this.#entries = new Map(entries.map((entry) => [entry.name, entry]));
  }

  /** Reads the directory, of at most `mostEntries` files. */
  static async open(blob: Blob, mostEntries: number): Promise<Result<BlobZip, CheckpointError>> {
    return unreadable(async () => {
      const base = Math.max(0, blob.size - TAIL_BYTES);
      const tail = await bytesOf(blob.slice(base));
      return success(new BlobZip(blob, listEntries(tail, base, mostEntries)));
    });
  }

  /** Lists the names of all files. */
  names(): readonly string[] {
    return [...this.#entries.keys()];
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  /** Reads a file of at most `limit` bytes; null where there is none of the name. */
  async read(name: string, limit: number): Promise<Result<Uint8Array<ArrayBuffer> | null, CheckpointError>> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return success(null);
    const { size } = entry;
    if (size > limit) return failure({ code: "bundleTooLarge", bytes: size, limit });
    return unreadable<Uint8Array<ArrayBuffer> | null>(async () => {
      const content = new Uint8Array(size);
      const isWhole = await unpackEntry(await this.#packed(entry), entry, (piece, at) => content.set(piece, at));
      return isWhole ? success(content) : failure({ code: "bundleDamaged", name });
    });
  }

  /** Gives a file where it lies, or where `unpacked` has put it; null where there is none of the name. */
  async file(name: string, unpacked: UnpackedFiles): Promise<Result<File | null, CheckpointError>> {
    const entry = this.#entries.get(name);
    if (entry === undefined) return success(null);
    return unreadable<File | null>(async () => {
      const packed = await this.#packed(entry);
      return entry.isStored ? success(new File([packed], name)) : unpacked.take(packed, entry);
    });
  }

  async #packed({ start, packed }: ZipEntry): Promise<Blob> {
    const from = start + contentOffset(await bytesOf(this.#blob.slice(start, start + HEADER_BYTES)));
    if (from + packed > this.#blob.size) throw new Error("a file reaches past the end");
    return this.#blob.slice(from, from + packed);
  }
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await blob.arrayBuffer());
}

async function unreadable<T>(read: () => Promise<Result<T, CheckpointError>>): Promise<Result<T, CheckpointError>> {
  try {
    return await read();
  } catch (error) {
    // Reading past the end throws a RangeError, a file that is gone a DOMException.
    return failure({ code: "bundleUnreadable", detail: messageOf(error) });
  }
}
