// The character tokenizer: one token a Unicode code point, special tokens matched first (longest first).
// Works from a CharacterState, freshly trained or out of a file; character-vocabulary.ts trains one.
import { pointAt, type Stretch, type Units } from "../text-units";
import { createSpecialMatcher, type SpecialMatcher } from "./special-tokens";
import { encodeWhole, tokenText } from "./token-sink";
import type { CharacterState, Tokenizer, TokenSink } from "./tokenizer";

const UNITS = 0x10000;
/** Stand where an id would; ids are never negative. */
const UNKNOWN = -1;
const LOOK_CLOSER = -2;

/** Makes a tokenizer from its state. */
export function createCharacterTokenizer(state: CharacterState): Tokenizer {
  const { reach, encodePart } = createEncoder(state);
  const { vocabulary } = state;
  return {
    reach,
    state,
    size: vocabulary.length,
    encodePart,
    encode: (text) => encodeWhole(text, vocabulary.length, encodePart),
    decode: (ids) => Array.from(ids, (id) => tokenText(vocabulary, id)).join(""),
    createStreamDecoder: () => ({ push: (id) => tokenText(vocabulary, id), end: () => "" }),
  };
}

function createEncoder(state: CharacterState): Pick<Tokenizer, "reach" | "encodePart"> {
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

  function encodePart({ units, from, until, end }: Readonly<Stretch>, sink: TokenSink): number {
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

function characterIds(state: CharacterState): ReadonlyMap<number, number> {
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
