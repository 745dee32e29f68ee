// Which encoding a file is in, judged by its first bytes: byte order mark, then the parity of NUL
// bytes (UTF-16 without a mark), then UTF-8, else Windows-1252. Decoding is in decoder.ts.
import type { Encoding } from "./source";
import { utf8SequenceLength } from "./utf8-sequence";

/**
 * Gives the encoding of a file from its head. A sequence cut by the end of the head is no error
 * unless the head is the whole file. A head with more valid multi-byte sequences than bad bytes is
 * UTF-8 with a fault, since reading it as Windows-1252 would spoil every accent.
 */
export function detectEncoding(head: Uint8Array, isWhole = false): Encoding {
  const marked = markedEncoding(head);
  if (marked !== null) return marked;
  const wide = wideEncoding(head);
  if (wide !== null) return wide;
  const { multiByte, bad } = countSequences(head, isWhole);
  return bad === 0 || multiByte > bad ? "utf-8" : "windows-1252";
}

/** Gives the number of bytes that a byte order mark takes at the start, 0 for none. */
export function markLength(head: Uint8Array, encoding: Encoding): number {
  const marked = markedEncoding(head);
  if (marked === "utf-8-bom" && (encoding === "utf-8" || encoding === "utf-8-bom")) return 3;
  return marked !== null && marked === encoding ? 2 : 0;
}

function markedEncoding(head: Uint8Array): Encoding | null {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return "utf-8-bom";
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return null;
}

/** Finds UTF-16 without a mark: Latin text has a NUL in most units, always in the same half. */
function wideEncoding(head: Uint8Array): Encoding | null {
  const units = head.length >> 1;
  if (units === 0) return null;
  const zeros = [0, 0];
  const printable = [0, 0];
  for (let index = 0; index < units * 2; index++) {
    if (head[index] === 0) zeros[index & 1]++;
    if (head[index] >= 0x20 || (head[index] >= 0x09 && head[index] <= 0x0d)) printable[index & 1]++;
  }
  const isWide = (high: number) =>
    zeros[high] > 0.6 * units && zeros[1 - high] <= 0.01 * units && printable[1 - high] > 0.9 * units;
  if (isWide(1)) return "utf-16le";
  return isWide(0) ? "utf-16be" : null;
}

function countSequences(bytes: Uint8Array, isWhole: boolean): { multiByte: number; bad: number } {
  let multiByte = 0;
  let bad = 0;
  for (let index = 0; index < bytes.length; ) {
    const length = utf8SequenceLength(bytes, index);
    if (length === -1 && !isWhole) break;
    if (length > 1) multiByte++;
    if (length <= 0) bad++;
    index += Math.max(1, length);
  }
  return { multiByte, bad };
}
