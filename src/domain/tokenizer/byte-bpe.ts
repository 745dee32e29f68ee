// Byte-level byte pair encoding: text between special tokens falls into pieces, the UTF-8 bytes of a piece are joined
// by the merges. Works from a ByteBpeState, trained here (train-byte-bpe.ts) or out of a file (hugging-face-tokenizer.ts).
import type { Stretch, Units } from "../text-units";
import { BYTE_CHARACTERS } from "./byte-alphabet";
import { createByteDecoder } from "./byte-decoder";
import { PairIndex } from "./pair-index";
import { PairMerger } from "./pair-merger";
import { PieceCutter, type PieceVisitor } from "./piece-cutter";
import { PieceIndex } from "./piece-index";
import { specialTokens } from "./special-ids";
import { encodeWhole, makeRoom } from "./token-sink";
import type { ByteBpeState, Tokenizer, TokenSink } from "./tokenizer";
import { writeUtf8 } from "./write-utf8";

/** Pieces whose ids are remembered, and units of the longest one: words come again, and then cost one look-up. */
const MOST_PIECES = 1 << 16;
const LONGEST_PIECE = 64;

/** Makes a tokenizer from its state. */
export function createByteBpeTokenizer(state: ByteBpeState): Tokenizer {
  const cutter = new PieceCutter(specialTokens(state));
  const encoder = new PieceEncoder(state);
  const size = state.vocabulary.length;

  function encodePart(stretch: Readonly<Stretch>, sink: TokenSink): number {
    encoder.sink = sink;
    return cutter.cut(stretch, encoder);
  }

  return {
    state,
    size,
    reach: cutter.reach,
    encodePart,
    encode: (text) => encodeWhole(text, size, encodePart),
    decode: (ids) => decode(state, ids),
    createStreamDecoder: () => createByteDecoder(state),
  };
}

function decode(state: ByteBpeState, ids: ArrayLike<number>): string {
  const decoder = createByteDecoder(state);
  return Array.from(ids, (id) => decoder.push(id)).join("") + decoder.end();
}

/** Writes the ids of special tokens and of pieces. */
class PieceEncoder implements PieceVisitor {
  sink: TokenSink = { ids: new Uint16Array(0), length: 0, unknown: 0 };
  readonly #specialIds: readonly number[];
  /** Id of each byte alone, -1 where the vocabulary lacks it. */
  readonly #idOfByte: Int32Array;
  readonly #merger: PairMerger;
  #symbols = new Int32Array(256);
  #bytes = new Uint8Array(256);
  #known = new KnownPieces();

  constructor(state: ByteBpeState) {
    this.#specialIds = state.specialIds;
    const idOf = idsByText(state);
    this.#idOfByte = Int32Array.from(BYTE_CHARACTERS, (character) => idOf.get(character) ?? -1);
    this.#merger = mergerOf(state.merges, idOf);
  }

  special(index: number): void {
    makeRoom(this.sink, 1);
    this.sink.ids[this.sink.length++] = this.#specialIds[index];
  }

  piece(units: Units, from: number, until: number): void {
    const { sink } = this;
    const length = until - from;
    if (length <= LONGEST_PIECE && this.#known.append(units, from, until, sink)) return;
    const { unknown } = sink;
    const count = this.#symbolsOf(units, from, until);
    const left = this.#merger.merge(this.#symbols, count);
    makeRoom(sink, left);
    for (let at = 0; at < left; at++) sink.ids[sink.length++] = this.#symbols[at];
    if (length > LONGEST_PIECE || sink.unknown > unknown) return;
    if (this.#known.count === MOST_PIECES) this.#known = new KnownPieces();
    this.#known.add(units, from, until, this.#symbols, left);
  }

  /** Spells a piece by its bytes; gives how many of them have an id. */
  #symbolsOf(units: Units, from: number, until: number): number {
    const most = 3 * (until - from);
    if (this.#symbols.length < most) {
      this.#symbols = new Int32Array(2 * most);
      this.#bytes = new Uint8Array(2 * most);
    }
    const bytes = writeUtf8(units, from, until, this.#bytes);
    let count = 0;
    for (let at = 0; at < bytes; at++) {
      const id = this.#idOfByte[this.#bytes[at]];
      if (id === -1) this.sink.unknown++;
      else this.#symbols[count++] = id;
    }
    return count;
  }
}

/** Of a special token and one of bytes that have the same text, the latter is meant. */
function idsByText({ vocabulary, specialIds }: ByteBpeState): ReadonlyMap<string, number> {
  const special = new Set(specialIds);
  const ids = vocabulary.map((_, id) => id);
  const bytesLast = [...ids.filter((id) => special.has(id)), ...ids.filter((id) => !special.has(id))];
  return new Map(bytesLast.map((id) => [vocabulary[id], id]));
}

function mergerOf(merges: readonly string[], idOf: ReadonlyMap<string, number>): PairMerger {
  const ranks = new PairIndex(merges.length);
  const results = new Int32Array(merges.length);
  for (const merge of merges) {
    const blank = merge.indexOf(" ");
    const left = merge.slice(0, blank);
    const right = merge.slice(blank + 1);
    const number = ranks.numberOf(idIn(idOf, left), idIn(idOf, right));
    results[number] = idIn(idOf, left + right);
  }
  return new PairMerger(ranks, results);
}

function idIn(idOf: ReadonlyMap<string, number>, token: string): number {
  const id = idOf.get(token);
  if (id === undefined) throw new Error(`createByteBpeTokenizer: expected "${token}" of the merges in the vocabulary`);
  return id;
}

/** The ids of pieces met before. */
class KnownPieces {
  readonly #pieces = new PieceIndex();
  /** Where the ids of each piece begin, and at the end where the next ones will. */
  readonly #starts = new Uint32Array(MOST_PIECES + 1);
  #ids = new Int32Array(1 << 14);

  get count(): number {
    return this.#pieces.count;
  }

  /** Appends the ids of a piece; false where it is unknown. */
  append(units: Units, from: number, until: number, sink: TokenSink): boolean {
    const number = this.#pieces.numberOf(units, from, until, 0);
    if (number === -1) return false;
    const end = this.#starts[number + 1];
    makeRoom(sink, end - this.#starts[number]);
    const { ids } = sink;
    for (let at = this.#starts[number]; at < end; at++) ids[sink.length++] = this.#ids[at];
    return true;
  }

  /** Remembers a piece that is unknown. */
  add(units: Units, from: number, until: number, ids: Int32Array, length: number): void {
    const number = this.#pieces.numberOf(units, from, until);
    const start = this.#starts[number];
    const end = start + length;
    if (end > this.#ids.length) {
      const larger = new Int32Array(2 * end);
      larger.set(this.#ids);
      this.#ids = larger;
    }
    this.#ids.set(ids.subarray(0, length), start);
    this.#starts[number + 1] = end;
  }
}
