// A file in a zip, unpacked piece by piece.
import { crc32 } from "@/domain/checkpoint/crc32";
import type { ZipEntry } from "@/domain/checkpoint/zip-entry";
import { chunksOf } from "./containers/byte-streams";

/**
 * Unpacks a file by its packed bytes; `write` takes each piece with its place. Tells whether it is as large as the directory
 * says and has its checksum: more is never written. Rejects where its packing is broken or its bytes cannot be read.
 */
export async function unpackEntry(
  packed: Blob,
  { isStored, size, checksum }: ZipEntry,
  write: (piece: Uint8Array, at: number) => void,
): Promise<boolean> {
  const stream = packed.stream();
  let bytes = 0;
  let sum = 0;
  // What comes out of a piece is at most a thousand times as much.
  for await (const piece of chunksOf(isStored ? stream : stream.pipeThrough(new DecompressionStream("deflate-raw")))) {
    if (bytes + piece.length > size) return false;
    sum = crc32(piece, sum);
    write(piece, bytes);
    bytes += piece.length;
  }
  return bytes === size && sum === checksum;
}
