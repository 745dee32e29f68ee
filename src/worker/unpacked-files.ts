// Files that lie packed in a zip, unpacked once, so that a part is read at a time.

import type { CheckpointError } from "@/domain/checkpoint/checkpoint-error";
import { crc32 } from "@/domain/checkpoint/crc32";
import type { ZipEntry } from "@/domain/checkpoint/zip-entry";
import { failure, type Result, success } from "@/domain/result";
import { chunksOf } from "./containers/byte-streams";
import type { ScratchFile } from "./scratch-file";
import type { ScratchFolder } from "./scratch-folder";

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
    const { name, size, checksum } = entry;
    const largest = Math.max(HARMLESS_BYTES, packed.size * LARGEST_RATIO);
    const limit = Math.min(this.#limit - this.#spent, largest);
    if (size > limit) return failure({ code: "bundleTooLarge", bytes: size, limit });
    this.#spent += size;
    const target = await this.#scratch.create("own");
    this.#files.push(target);
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
    for (const file of this.#files.splice(0)) await file.discard();
  }
}
