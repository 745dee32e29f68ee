// Content that is known to lie in a file: read back after each write, and checked at each reading.
import { failure, type Result, success } from "@/domain/result";
import type { BlobFiles } from "./blob-files";
import type { FileReference } from "./kept-row";
import { openSealed, seal } from "./sealed-file";
import { ReadBackError, type StorageFailure, storageFailureOf } from "./storage-failure";

/** Writes content into a file and reads it back. @throws what the file system throws; ReadBackError. */
export async function writeVerified(
  files: BlobFiles,
  file: string,
  content: Uint8Array<ArrayBuffer>,
): Promise<FileReference> {
  const { pieces, crc } = seal(content);
  await files.write(file, pieces);
  const reference = { place: files.place, file, bytes: content.length, crc };
  const back = await readVerified(files, reference);
  if (!back.ok) throw new ReadBackError(back.error.detail);
  return reference;
}

/** Reads content back, if the file holds what the reference says. */
export async function readVerified(
  files: BlobFiles,
  { place, file, bytes, crc }: FileReference,
): Promise<Result<Uint8Array<ArrayBuffer>, StorageFailure>> {
  if (place !== files.place) return failure({ code: "storageBlocked", detail: `${file} lies in ${place}` });
  const read = await readWhole(files, file);
  if (!read.ok) return read;
  const raw = read.value;
  if (raw === null) return failure({ code: "storageMissing", detail: file });
  const opened = openSealed(raw);
  if (!opened.ok) return failure({ code: opened.reason === "newer" ? "storageNewer" : "storageCorrupt", detail: file });
  if (opened.bytes.length !== bytes || opened.crc !== crc) return failure({ code: "storageCorrupt", detail: file });
  return success(opened.bytes);
}

/** A file that cannot be read now may be whole: that is told apart from one that is torn. */
async function readWhole(
  files: BlobFiles,
  file: string,
): Promise<Result<Uint8Array<ArrayBuffer> | null, StorageFailure>> {
  try {
    return success(await files.read(file));
  } catch (thrown) {
    return failure(storageFailureOf(thrown));
  }
}
