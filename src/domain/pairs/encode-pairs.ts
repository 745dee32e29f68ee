// Pairs to tokens, one behind the other. Prompt and response are encoded apart, so that no token reaches from one into the
// other and a prompt is cut while a model writes as it was cut in training.
import type { CorpusPairs } from "../corpus/corpus";
import { type Texts, textAt } from "../texts";
import { createTokenArray } from "../tokenizer/token-sink";
import type { Encoded, Tokenizer } from "../tokenizer/tokenizer";
import type { Tokens } from "../windows/token-windows";

/** UTF-16 units between two yields, and what a pair costs beside them. */
const UNITS_PER_YIELD = 1 << 17;
const PAIR_UNITS = 32;

/** Records that are pairs. */
export interface PairTexts extends CorpusPairs {
  readonly records: Texts;
}

/** What ends each pair, and its token, which another model's vocabulary may write otherwise; null for none. */
export interface PairEnd {
  readonly text: string;
  readonly id: number | null;
}

/** Pairs as tokens, in the order that was asked for. */
export interface EncodedPairs {
  /** Prompt and response of each pair in turn. */
  readonly tokens: Tokens;
  /** Tokens of each prompt, and of each response with what ends it. */
  readonly promptTokens: Uint32Array;
  readonly responseTokens: Uint32Array;
  /** Characters that the vocabulary lacks. */
  readonly unknown: number;
}

/** Encodes pairs in an order, that of the file where it is null; records without a border have no prompt. Yields the number of UTF-16 units encoded so far. */
export function* encodePairs(
  { records, promptUnits }: PairTexts,
  tokenizer: Tokenizer,
  order: Uint32Array | null,
  end: PairEnd,
): Generator<number, EncodedPairs> {
  const { length } = records;
  const promptTokens = new Uint32Array(length);
  const responseTokens = new Uint32Array(length);
  let tokens = createTokenArray(1 << 16, tokenizer.size);
  let filled = 0;
  let unknown = 0;
  const append = (encoded: Encoded): number => {
    unknown += encoded.unknown;
    if (filled + encoded.ids.length > tokens.length)
      tokens = grown(tokens, filled + encoded.ids.length, tokenizer.size);
    tokens.set(encoded.ids, filled);
    filled += encoded.ids.length;
    return encoded.ids.length;
  };
  let done = 0;
  let nextYield = UNITS_PER_YIELD;
  for (let place = 0; place < length; place++) {
    const index = order === null ? place : order[place];
    const text = textAt(records, index);
    const border = promptUnits[index] ?? 0;
    promptTokens[place] = append(tokenizer.encode(text.slice(0, border)));
    responseTokens[place] = append(encodeResponse(tokenizer, text.slice(border), end));
    done += text.length;
    if (done + PAIR_UNITS * place < nextYield) continue;
    nextYield = done + PAIR_UNITS * place + UNITS_PER_YIELD;
    yield done;
  }
  return { tokens: tokens.subarray(0, filled), promptTokens, responseTokens, unknown };
}

/** Encodes a response; what ends it is one token where it has one. */
export function encodeResponse(tokenizer: Tokenizer, text: string, end: PairEnd): Encoded {
  if (end.id === null || !text.endsWith(end.text)) return tokenizer.encode(text);
  const { ids, unknown } = tokenizer.encode(text.slice(0, -end.text.length));
  const ended = createTokenArray(ids.length + 1, tokenizer.size);
  ended.set(ids);
  ended[ids.length] = end.id;
  return { ids: ended, unknown };
}

function grown(tokens: Tokens, least: number, vocabularySize: number): Tokens {
  const larger = createTokenArray(Math.max(least, 2 * tokens.length), vocabularySize);
  larger.set(tokens);
  return larger;
}
