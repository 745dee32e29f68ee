// Tokens as people can read them, whatever the kind of their tokenizer.
import { bytesOfToken } from "./byte-alphabet";
import { isSpecialId } from "./special-ids";
import type { TokenizerState } from "./tokenizer";

const BYTES = new TextEncoder();
const whole = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Gives the text that a token stands for, with bytes that are no whole characters as `‹C3A9›`; "" beyond the vocabulary. */
export function readableToken(state: TokenizerState, id: number): string {
  const token = state.vocabulary[id] ?? "";
  return state.kind === "character" || isSpecialId(state, id) ? token : readableBytes(token);
}

/** The same for a token that is no special one, written in the byte alphabet. */
export function readableBytes(token: string): string {
  const bytes = bytesOfToken(token);
  if (bytes === null) return token;
  try {
    return whole.decode(bytes);
  } catch {
    return readablePieces(bytes);
  }
}

/** Writes the whole characters among bytes as they are, and each stretch of the others in hexadecimal. */
function readablePieces(bytes: Uint8Array): string {
  let written = "";
  for (let at = 0; at < bytes.length; ) {
    const character = characterAt(bytes, at);
    if (character === null) {
      const digits = bytes[at].toString(16).toUpperCase().padStart(2, "0");
      written = written.endsWith("›") ? `${written.slice(0, -1)}${digits}›` : `${written}‹${digits}›`;
      at += 1;
    } else {
      written += character;
      at += BYTES.encode(character).length;
    }
  }
  return written;
}

/** Gives the character of UTF-8 that begins at a byte; null where none does. */
function characterAt(bytes: Uint8Array, at: number): string | null {
  const lead = bytes[at];
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  try {
    return whole.decode(bytes.subarray(at, at + length));
  } catch {
    return null;
  }
}
