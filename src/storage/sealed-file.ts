// How bytes lie in a file: a header of 24 bytes that tells a whole file from a torn one, then the bytes.
//   0  "CURIOKPT"   8  format (u32)   12  CRC-32 of the bytes (u32)   16  length of the bytes (u64), little-endian
// DO NOT CHANGE without raising FILE_FORMAT and a case in `openSealed`: files of every version must be read.
import { crc32 } from "@/domain/checkpoint/crc32";

const MAGIC = new TextEncoder().encode("CURIOKPT");
const FILE_FORMAT = 1;
const HEADER_BYTES = 24;

/** The bytes of a sealed file, or why they are not to be trusted. */
export type Opened =
  | { readonly ok: true; readonly bytes: Uint8Array<ArrayBuffer>; readonly crc: number }
  | { readonly ok: false; readonly reason: "torn" | "newer" };

/** Gives the pieces of the file that holds bytes, and their checksum. */
export function seal(bytes: Uint8Array<ArrayBuffer>): { pieces: readonly Uint8Array<ArrayBuffer>[]; crc: number } {
  const header = new Uint8Array(HEADER_BYTES);
  const view = new DataView(header.buffer);
  const crc = crc32(bytes);
  header.set(MAGIC);
  view.setUint32(8, FILE_FORMAT, true);
  view.setUint32(12, crc, true);
  view.setBigUint64(16, BigInt(bytes.length), true);
  return { pieces: [header, bytes], crc };
}

/** Takes the bytes out of a file if it is whole. The bytes are a view of the file's. */
export function openSealed(file: Uint8Array<ArrayBuffer>): Opened {
  if (file.length < HEADER_BYTES || MAGIC.some((byte, index) => file[index] !== byte)) return torn;
  const view = new DataView(file.buffer, file.byteOffset, HEADER_BYTES);
  const format = view.getUint32(8, true);
  if (format > FILE_FORMAT) return { ok: false, reason: "newer" };
  if (format < 1) return torn;
  const bytes = file.subarray(HEADER_BYTES);
  const crc = view.getUint32(12, true);
  if (view.getBigUint64(16, true) !== BigInt(bytes.length) || crc32(bytes) !== crc) return torn;
  return { ok: true, bytes, crc };
}

const torn: Opened = { ok: false, reason: "torn" };
