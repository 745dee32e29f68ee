// Files that lie packed in a zip, unpacked once, so that a part is read at a time.

import type { CheckpointError } from "@/domain/checkpoint/checkpoint-error";
import type { ZipEntry } from "@/domain/checkpoint/zip-entry";
import { failure, type Result, success } from "@/domain/result";
import type { ScratchFile } from "./scratch-file";
import type { ScratchFolder } from "./scratch-folder";
import { unpackEntry } from "./unpack-entry";

/** No weights pack to less than a share of this, and below so many bytes it does not matter. */
const LARGEST_RATIO = 300;
const HARMLESS_BYTES = 2 ** 26;

/** Most bytes of all packed files in zips that come at once. Files that are only stored may be of any size. */
export const MOST_UNPACKED = 2 ** 31;

/** Has files unpacked while `work` reads them. */
export async function whileUnpacked<T>(
  scratch: ScratchFolder,
  work: (unpacked: UnpackedFiles) => Promise<T>,
): Promise<T> {
  const unpacked = new UnpackedFiles(scratch);
  try {
    return await work(unpacked);
  } finally {
    await unpacked.discard();
  }
}

/** What one reading of zips unpacks. */
export class UnpackedFiles {
  readonly #scratch: ScratchFolder;
  readonly #limit: number;
  readonly #files: ScratchFile[] = [];
  #spent = 0;

  /** All files together have at most `limit` bytes. */
  constructor(scratch: ScratchFolder, limit = MOST_UNPACKED) {
    this.#scratch = scratch;
    this.#limit = limit;
  }

  /** What it has unpacked so far. */
  get bytes(): number {
    return this.#spent;
  }

  /** Unpacks a deflated file. Rejects where its packing is broken or its bytes cannot be read. */
  async take(packed: Blob, entry: ZipEntry): Promise<Result<File, CheckpointError>> {
    const { name, size } = entry;
    const largest = Math.max(HARMLESS_BYTES, packed.size * LARGEST_RATIO);
    const limit = Math.min(this.#limit - this.#spent, largest);
    if (size > limit) return failure({ code: "bundleTooLarge", bytes: size, limit });
    this.#spent += size;
    const target = await this.#scratch.create("own");
    this.#files.push(target);
    try {
      const isWhole = await unpackEntry(packed, entry, (piece) => target.write(piece));
      if (!isWhole) return failure({ code: "bundleDamaged", name });
      return success(new File([await target.content()], name));
    } finally {
      target.close();
    }
  }

  /** Deletes them: nobody reads them any more. */
  async discard(): Promise<void> {
    for (const file of this.#files.splice(0)) await file.discard();
  }
}
