// How much text a target stands for, so that losses of runs with different tokens can be compared: two tokenizers write
// the same characters in more or fewer tokens.
import { bytesOfToken } from "../tokenizer/byte-alphabet";
import { specialIds } from "../tokenizer/special-ids";
import type { TokenizerState } from "../tokenizer/tokenizer";
import { countsAsTarget } from "./loss-mask";
import { type TokenWindows, type WindowSet, windowStarts } from "./token-windows";

/** Tokens looked at between two yields. */
const TOKENS_PER_YIELD = 1 << 20;

/**
 * Gives the characters (code points) of the targets that count in the validation text, in the training text where there
 * is none, over the number of those targets; null where there are none of either. Special tokens are no characters.
 * Yields now and then.
 */
export function* charactersPerTarget(
  windows: TokenWindows,
  tokenizer: TokenizerState,
): Generator<undefined, number | null> {
  const lengths = tokenCharacters(tokenizer);
  const set = windows.validation.count > 0 ? windows.validation : windows.train;
  let characters = 0;
  let targets = 0;
  for (const [from, until] of ranges(windows, set)) {
    for (let begun = from; begun < until; begun += TOKENS_PER_YIELD) {
      const end = Math.min(until, begun + TOKENS_PER_YIELD);
      for (let at = begun; at < end; at++) {
        if (!countsAsTarget(windows.lossMask, at)) continue;
        targets++;
        characters += lengths[windows.tokens[at]];
      }
      if (end < until) yield undefined;
    }
  }
  return characters === 0 ? null : characters / targets;
}

/** Gives the stretches of the stream whose tokens are targets of a set. */
function* ranges({ tokens, contextLength }: TokenWindows, set: WindowSet): Generator<readonly [number, number]> {
  const { sequences, count, shuffle } = set;
  const startOf = windowStarts(set);
  if (sequences !== null)
    for (let index = 0; index < count; index++)
      yield [sequences.starts[index] + 1, sequences.starts[index] + 1 + sequences.lengths[index]];
  // Shuffled windows lie all over the stream.
  else if (shuffle !== null) yield [1, tokens.length];
  else if (count > 0) yield [startOf(0) + 1, startOf(count - 1) + contextLength + 1];
}

/** Counts the characters of each token; of bytes those count that begin one. */
function tokenCharacters(tokenizer: TokenizerState): Uint16Array {
  const lengths = Uint16Array.from(tokenizer.vocabulary, (token) =>
    tokenizer.kind === "character" ? 1 : (bytesOfToken(token)?.filter((byte) => (byte & 0xc0) !== 0x80).length ?? 0),
  );
  for (const id of specialIds(tokenizer)) lengths[id] = 0;
  return lengths;
}
