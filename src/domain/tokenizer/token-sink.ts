// Where encoding writes to.
import { writeUnits } from "../text-units";
import type { Tokens } from "../windows/token-windows";
import type { Encoded, Tokenizer, TokenSink } from "./tokenizer";

const IDS_OF_16_BITS = 0x10000;

/** Makes an empty array for `length` ids of a vocabulary: 16 bits up to 65,536 ids, else 32. */
export function createTokenArray(length: number, vocabularySize: number): Tokens {
  return vocabularySize <= IDS_OF_16_BITS ? new Uint16Array(length) : new Uint32Array(length);
}

/** Makes room for so many more tokens, in a larger array where there is none. */
export function makeRoom(sink: TokenSink, tokens: number): void {
  const needed = sink.length + tokens;
  if (needed <= sink.ids.length) return;
  const room = Math.ceil(1.5 * needed);
  const larger = sink.ids instanceof Uint16Array ? new Uint16Array(room) : new Uint32Array(room);
  larger.set(sink.ids.subarray(0, sink.length));
  sink.ids = larger;
}

/** Encodes a text that is at hand as a whole. */
export function encodeWhole(text: string, vocabularySize: number, encodePart: Tokenizer["encodePart"]): Encoded {
  const sink: TokenSink = { ids: createTokenArray(text.length, vocabularySize), length: 0, unknown: 0 };
  const units = new Uint16Array(text.length);
  writeUnits(text, units, 0);
  encodePart({ units, from: 0, until: text.length, end: text.length, goesOn: false }, sink);
  return { ids: sink.ids.slice(0, sink.length), unknown: sink.unknown };
}

/** Gives the text of a token. */
export function tokenText(vocabulary: readonly string[], id: number): string {
  const token = vocabulary[id];
  if (token === undefined) throw new Error(`decode: expected ids below ${vocabulary.length}, got ${id}`);
  return token;
}
