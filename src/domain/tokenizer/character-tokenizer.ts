// The character tokenizer: one token a Unicode code point, special tokens matched first (longest first).
// Works from a TokenizerState, freshly trained or out of a file; character-vocabulary.ts trains one.
import { type Units, writeUnits } from "../text-units";
import { createSpecialMatcher, type SpecialMatcher } from "./special-tokens";
import type { Encoded, Tokenizer, TokenizerState, TokenSink } from "./tokenizer";

const UNITS = 0x10000;
/** Stand where an id would; ids are never negative. */
const UNKNOWN = -1;
const LOOK_CLOSER = -2;

/** Makes a tokenizer from its state. */
export function createCharacterTokenizer(state: TokenizerState): Tokenizer {
  const { reach, encodePart } = createEncoder(state);
  return {
    reach,
    state,
    size: state.vocabulary.length,
    encodePart,
    encode: (text) => encodeWhole(text, state, encodePart),
    decode: (ids) => decode(ids, state.vocabulary),
  };
}

/** Makes an empty array for `length` ids of a vocabulary: 16 bits up to 65,536 ids, else 32. */
export function createTokenArray(length: number, vocabularySize: number): Uint16Array | Uint32Array {
  return vocabularySize <= UNITS ? new Uint16Array(length) : new Uint32Array(length);
}

function createEncoder(state: TokenizerState): Pick<Tokenizer, "reach" | "encodePart"> {
  const specials = state.vocabulary.slice(0, state.specialCount);
  const matcher = createSpecialMatcher(specials);
  const idOfPoint = characterIds(state);
  const idOfUnit = unitTable(idOfPoint, matcher);

  /** Units of the token that was found last. */
  let width = 1;

  function tokenAt(units: Units, position: number, end: number): number {
    const special = matcher.matchAt(units, position, end);
    if (special >= 0) {
      width = specials[special].length;
      return special;
    }
    const point = pointAt(units, position, end);
    width = point >= UNITS ? 2 : 1;
    return idOfPoint.get(point) ?? UNKNOWN;
  }

  function encodePart(units: Units, from: number, until: number, end: number, sink: TokenSink): number {
    const { ids } = sink;
    let length = sink.length;
    let position = from;
    while (position < until) {
      let id = idOfUnit[units[position]];
      if (id >= 0) {
        ids[length++] = id;
        position++;
        continue;
      }
      width = 1;
      if (id === LOOK_CLOSER) id = tokenAt(units, position, end);
      if (id === UNKNOWN) {
        sink.unknown++;
        id = state.padId ?? UNKNOWN;
      }
      if (id !== UNKNOWN) ids[length++] = id;
      position += width;
    }
    sink.length = length;
    return position;
  }

  return { reach: Math.max(2, matcher.reach), encodePart };
}

/** Gives the code point at a place of UTF-16 units that end at `end`. */
export function pointAt(units: Units, position: number, end: number): number {
  const unit = units[position];
  if ((unit & 0xfc00) !== 0xd800 || position + 1 >= end) return unit;
  const low = units[position + 1];
  return (low & 0xfc00) === 0xdc00 ? UNITS + ((unit & 0x3ff) << 10) + (low & 0x3ff) : unit;
}

function characterIds(state: TokenizerState): ReadonlyMap<number, number> {
  const characters = state.vocabulary.slice(state.specialCount);
  return new Map(characters.map((token, index) => [token.codePointAt(0) as number, state.specialCount + index]));
}

/** Decides nearly every character in one look-up; surrogates and starts of special tokens need a closer look. */
function unitTable(idOfPoint: ReadonlyMap<number, number>, matcher: SpecialMatcher): Int32Array {
  const table = new Int32Array(UNITS).fill(UNKNOWN);
  for (const [point, id] of idOfPoint) if (point < UNITS) table[point] = id;
  table.fill(LOOK_CLOSER, 0xd800, 0xe000);
  for (let unit = 0; unit < UNITS; unit++) if (matcher.mayStart(unit)) table[unit] = LOOK_CLOSER;
  return table;
}

function encodeWhole(text: string, state: TokenizerState, encodePart: Tokenizer["encodePart"]): Encoded {
  const sink: TokenSink = { ids: createTokenArray(text.length, state.vocabulary.length), length: 0, unknown: 0 };
  const units = new Uint16Array(text.length);
  writeUnits(text, units, 0);
  encodePart(units, 0, text.length, text.length, sink);
  return { ids: sink.ids.slice(0, sink.length), unknown: sink.unknown };
}

function decode(ids: ArrayLike<number>, vocabulary: readonly string[]): string {
  return Array.from(ids, (id) => {
    const token = vocabulary[id];
    if (token === undefined) throw new Error(`decode: expected ids below ${vocabulary.length}, got ${id}`);
    return token;
  }).join("");
}
