// Decodes a text that begins in ASCII: its encoding is judged by what follows the first byte that tells, however late
// that comes.
import { type BadBytesListener, type ByteDecoder, createByteDecoder } from "./byte-decoder";
import { declaredEncoding } from "./declared-encoding";
import type { EncodingLabel } from "./encodings";
import { type EncodingJudgement, judgeEncoding, type LegacyDetector, needsLegacyDetector } from "./judge-encoding";
import { createPassedLines } from "./passed-lines";

/** Bytes from the first telling one on by which the encoding is judged. */
const JUDGED_BYTES = 1 << 16;

/** A decoder that decides by itself. */
export interface LateDecoder extends ByteDecoder {
  /** What was decided, null as long as nothing told. */
  readonly judgement: EncodingJudgement | null;
  /** Whether bytes wait for a detector; `push` with `last` throws without one. */
  readonly needsDetector: boolean;
}

/**
 * Creates a decoder; `chosen` overrules what is found, `head` is the start of the text, which may declare an encoding,
 * and `detector` gives the detector once it is loaded.
 */
export function createLateDecoder(
  chosen: EncodingLabel | "auto",
  head: Uint8Array,
  detector: () => LegacyDetector | null,
  onBadBytes: BadBytesListener,
): LateDecoder {
  const declared = declaredEncoding(head);
  const lines = createPassedLines();
  const ascii = new TextDecoder("utf-8", { ignoreBOM: true });
  let held: Uint8Array[] = [];
  let heldLength = 0;
  let judgement: EncodingJudgement | null = null;
  let decoder: ByteDecoder | null = null;

  function release(last: boolean): string {
    if (heldLength === 0 || (heldLength <= JUDGED_BYTES && !last)) return "";
    const data = joinBytes(held);
    const sample = data.subarray(0, JUDGED_BYTES);
    const isWhole = last && data.length <= JUDGED_BYTES;
    if (!last && detector() === null && needsLegacyDetector(sample, isWhole)) return "";
    judgement = judgeEncoding(sample, isWhole, chosen, detector(), declared);
    decoder = createByteDecoder(judgement.encoding === "ascii" ? "utf-8" : judgement.encoding, onBadBytes, lines);
    held = [];
    return decoder.push(data, last);
  }

  return {
    get judgement() {
      return judgement;
    },
    get needsDetector() {
      return decoder === null && heldLength > 0 && detector() === null && needsLegacyDetector(joinBytes(held), true);
    },
    push(bytes, last) {
      if (decoder !== null) return decoder.push(bytes, last);
      let text = "";
      let from = 0;
      if (heldLength === 0) {
        from = asciiLength(bytes);
        text = ascii.decode(bytes.subarray(0, from));
        lines.pass(text);
      }
      if (from < bytes.length) held.push(bytes.slice(from));
      heldLength += bytes.length - from;
      return text + release(last);
    },
  };
}

/** Joins pieces of a file; one alone is given as it is. */
export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  if (pieces.length === 1) return pieces[0];
  const joined = new Uint8Array(pieces.reduce((total, piece) => total + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    joined.set(piece, offset);
    offset += piece.length;
  }
  return joined;
}

function asciiLength(bytes: Uint8Array): number {
  for (let index = 0; index < bytes.length; index++) if (bytes[index] >= 0x80) return index;
  return bytes.length;
}
