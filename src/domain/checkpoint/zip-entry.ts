// Takes files out of a zip by its central directory, and believes nothing that the zip says of them: places are
// checked before they are read, inflating stops at a cap, size and checksum must fit what came out.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { Inflate } from "fflate";
import { failure, type Result, success } from "../result";
import { messageOf } from "../thrown-message";
import type { CheckpointError } from "./checkpoint-error";
import { crc32 } from "./crc32";

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** Bytes of the header before a file's content, its name and what follows that aside. */
export const LOCAL_BYTES = 30;
/** A comment may stand behind the end, at most this long. */
const LONGEST_COMMENT = 0xffff;
const MOST_ENTRIES = 64;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;
/** Bytes inflated between two looks at the cap. */
const PIECE_BYTES = 65_536;

/** A file as the directory lists it. */
export interface ZipEntry {
  readonly name: string;
  readonly isStored: boolean;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  /** Where its own header begins. */
  readonly start: number;
}

/** Gives the bytes of the file `name`, at most `limit` of them; null where the zip holds no such file. */
export function readZipEntry(
  bytes: Uint8Array,
  name: string,
  limit: number,
): Result<Uint8Array<ArrayBuffer> | null, CheckpointError> {
  try {
    const entry = listEntries(bytes, 0, MOST_ENTRIES).find((listed) => listed.name === name);
    if (entry === undefined) return success(null);
    const from = entry.start + contentOffset(bytes.subarray(entry.start));
    if (from + entry.packed > bytes.length) throw new Error("a file reaches past the end");
    return unpackEntry(entry, bytes.subarray(from, from + entry.packed), limit);
  } catch (error) {
    // Reading past the end throws a RangeError.
    return failure({ code: "bundleUnreadable", detail: messageOf(error) });
  }
}

/**
 * Lists the files of a zip by its last bytes, which begin at `base` of it; throws where they hold no directory that can
 * be read, or one of more than `mostEntries`.
 */
export function listEntries(tail: Uint8Array, base: number, mostEntries: number): readonly ZipEntry[] {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.length);
  const end = findEnd(view);
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) throw new Error(`${count} files`);
  const entries: ZipEntry[] = [];
  let position = view.getUint32(end + 16, true) - base;
  for (let index = 0; index < count; index++) {
    expectSignature(view, position, ENTRY_SIGNATURE);
    const nameLength = view.getUint16(position + 28, true);
    const nameStart = position + ENTRY_BYTES;
    entries.push(readEntry(view, position, tail.subarray(nameStart, nameStart + nameLength)));
    position = nameStart + nameLength + view.getUint16(position + 30, true) + view.getUint16(position + 32, true);
  }
  return entries;
}

/** Gives where a file's content begins behind its own header; throws where there is none. */
export function contentOffset(header: Uint8Array): number {
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  expectSignature(view, 0, LOCAL_SIGNATURE);
  return LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}

/** Gives the content of a file, of at most `limit` bytes, by its packed bytes. */
export function unpackEntry(
  entry: ZipEntry,
  packed: Uint8Array,
  limit: number,
): Result<Uint8Array<ArrayBuffer>, CheckpointError> {
  if (entry.size > limit) return failure({ code: "bundleTooLarge", bytes: entry.size, limit });
  try {
    const content = unpack(packed, entry);
    const isWhole = content?.length === entry.size && crc32(content) === entry.checksum;
    return isWhole ? success(content) : failure({ code: "bundleDamaged", name: entry.name });
  } catch (error) {
    // Broken packing throws an error of the library.
    return failure({ code: "bundleUnreadable", detail: messageOf(error) });
  }
}

/** Finds the record that ends every zip, from the back. */
function findEnd(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let position = last; position >= Math.max(0, last - LONGEST_COMMENT); position--) {
    if (view.getUint32(position, true) === END_SIGNATURE) return position;
  }
  throw new Error("no end of the directory");
}

function readEntry(view: DataView, position: number, name: Uint8Array): ZipEntry {
  const method = view.getUint16(position + 10, true);
  if ((view.getUint16(position + 8, true) & ENCRYPTED) !== 0 || (method !== STORED && method !== DEFLATED)) {
    throw new Error(`packed by method ${method}`);
  }
  return {
    name: new TextDecoder().decode(name),
    isStored: method === STORED,
    checksum: view.getUint32(position + 16, true),
    packed: view.getUint32(position + 20, true),
    size: view.getUint32(position + 24, true),
    start: view.getUint32(position + 42, true),
  };
}

/** Gives the content, or null as soon as it is larger than it says. */
function unpack(packed: Uint8Array, { isStored, size }: ZipEntry): Uint8Array<ArrayBuffer> | null {
  if (isStored) return packed.slice();
  const pieces: Uint8Array[] = [];
  let total = 0;
  const inflate = new Inflate((piece) => {
    total += piece.length;
    pieces.push(piece);
  });
  for (let offset = 0; offset < packed.length && total <= size; offset += PIECE_BYTES) {
    inflate.push(packed.subarray(offset, offset + PIECE_BYTES), offset + PIECE_BYTES >= packed.length);
  }
  return total > size ? null : joined(pieces, total);
}

function joined(pieces: readonly Uint8Array[], total: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(total);
  let offset = 0;
  for (const piece of pieces) {
    whole.set(piece, offset);
    offset += piece.length;
  }
  return whole;
}

function expectSignature(view: DataView, position: number, signature: number): void {
  if (view.getUint32(position, true) !== signature) throw new Error(`no header at ${position}`);
}
