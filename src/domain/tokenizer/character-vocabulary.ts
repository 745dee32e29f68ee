// Collects the characters (Unicode code points) of a corpus, special tokens skipped, and orders them
// into a vocabulary. Assigns ids; does not encode.

import type { TokenConfig } from "../config/run-config";
import { failure, type Result, success } from "../result";
import { pointAt, type Stretch } from "../text-units";
import type { Texts } from "../texts";
import { createSpecialMatcher } from "./special-tokens";
import type { CharacterState, TokenizerState } from "./tokenizer";
import { type RecordWork, walkRecords } from "./walk-records";

/** Most tokens in a character vocabulary: above it the text is hardly text, and the output layer too large. */
export const VOCABULARY_LIMIT = 20_000;

const CODE_POINTS = 0x110000;
const UNITS = 0x10000;

/** A vocabulary, and how many tokens the records it was trained on are in it. */
export interface TrainedVocabulary<State extends TokenizerState = TokenizerState> {
  readonly state: State;
  readonly tokens: number;
}

/**
 * Trains a vocabulary on records; `specials` as resolveSpecialTokens lists them. Yields the number of
 * UTF-16 units read so far. Fails with vocabularyTooLarge.
 */
export function* trainCharacterVocabulary(
  records: Texts,
  tokens: Pick<TokenConfig, "order" | "padToken">,
  specials: readonly string[],
): Generator<number, Result<TrainedVocabulary<CharacterState>>> {
  const leading = tokens.padToken === "" ? specials : [tokens.padToken, ...specials];
  const points: number[] = [];
  const collector = createCollector(leading, points);
  yield* walkRecords(records, collector);
  if (tokens.order === "sorted") points.sort((a, b) => a - b);
  const size = leading.length + points.length;
  if (size > VOCABULARY_LIMIT) return failure({ code: "vocabularyTooLarge", size, limit: VOCABULARY_LIMIT });
  const state: CharacterState = {
    kind: "character",
    vocabulary: [...leading, ...points.map((point) => String.fromCodePoint(point))],
    specialCount: leading.length,
    padId: tokens.padToken === "" ? null : 0,
  };
  return success({ state, tokens: collector.tokens() });
}

/** Appends each code point to `points` when it is met for the first time outside a special token. */
function createCollector(leading: readonly string[], points: number[]): RecordWork & { tokens(): number } {
  let tokens = 0;
  const matcher = createSpecialMatcher(leading);
  const seen = new Uint8Array(CODE_POINTS);
  /** Marks the UTF-16 units that are known, are no half of a character and start no special token. */
  const isSettled = new Uint8Array(UNITS);
  function slice({ units, from, until, end }: Readonly<Stretch>): number {
    let position = from;
    /** Units beyond one of each token. */
    let surplus = 0;
    while (position < until) {
      if (isSettled[units[position]] === 1) {
        position++;
        continue;
      }
      const special = matcher.matchAt(units, position, end);
      if (special >= 0) {
        position += leading[special].length;
        surplus += leading[special].length - 1;
        continue;
      }
      const point = pointAt(units, position, end);
      if (seen[point] === 0) {
        seen[point] = 1;
        points.push(point);
        if (point < UNITS && !isSurrogate(point) && !matcher.mayStart(point)) isSettled[point] = 1;
      }
      position += point > 0xffff ? 2 : 1;
      surplus += point > 0xffff ? 1 : 0;
    }
    tokens += position - from - surplus;
    return position;
  }
  return { slice, reach: matcher.reach, tokens: () => tokens };
}

function isSurrogate(point: number): boolean {
  return (point & 0xf800) === 0xd800;
}
