// Which Unicode encoding a text is in, judged by its first bytes: byte order mark, UTF-16 without a mark, UTF-8. What is
// none of these is a legacy encoding, told by legacy-detector.ts.
import type { Encoding } from "./encodings";
import { utf8SequenceLength } from "./utf8-sequence";
import { detectWide } from "./wide-encoding";

/** "ascii" reads the same in every encoding but the wide ones; "legacy" is none of Unicode's. */
export type DetectedEncoding = Encoding | "ascii" | "legacy";

/**
 * Gives the encoding of a text from its head. A sequence cut by the end of the head is no error unless the head is
 * the whole text. UTF-8 with some bad bytes is still UTF-8: reading it otherwise would spoil every accent.
 */
export function detectEncoding(head: Uint8Array, isWhole = false): DetectedEncoding {
  const found = markedEncoding(head) ?? detectWide(head);
  if (found !== null) return found;
  const { multiByte, bad, hasEscape } = countSequences(head, isWhole);
  if (multiByte === 0 && bad === 0) return hasEscape ? "iso-2022-jp" : "ascii";
  return multiByte >= bad ? "utf-8" : "legacy";
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

function countSequences(bytes: Uint8Array, isWhole: boolean): { multiByte: number; bad: number; hasEscape: boolean } {
  let multiByte = 0;
  let bad = 0;
  let hasEscape = false;
  for (let index = 0; index < bytes.length; ) {
    const length = utf8SequenceLength(bytes, index);
    if (length === -1 && !isWhole) break;
    if (length > 1) multiByte++;
    if (length <= 0) bad++;
    hasEscape ||= isJapaneseEscape(bytes, index);
    index += Math.max(1, length);
  }
  return { multiByte, bad, hasEscape };
}

/** ESC $ B and ESC $ @ switch ISO-2022-JP to Japanese. */
function isJapaneseEscape(bytes: Uint8Array, index: number): boolean {
  return bytes[index] === 0x1b && bytes[index + 1] === 0x24 && (bytes[index + 2] === 0x42 || bytes[index + 2] === 0x40);
}
