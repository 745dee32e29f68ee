// Finds files in a zip by its central directory, and believes nothing that the zip says of them: places are checked before
// they are read. Whoever unpacks one holds its size and checksum against what comes out.
// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
/** Bytes of the header before a file's content, its name and what follows that aside. */
export const LOCAL_BYTES = 30;
/** A comment may stand behind the end, at most this long. */
const LONGEST_COMMENT = 0xffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED = 1;

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

function expectSignature(view: DataView, position: number, signature: number): void {
  if (view.getUint32(position, true) !== signature) throw new Error(`no header at ${position}`);
}
