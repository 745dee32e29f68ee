// Encoded pairs as one stream that windows are cut out of, for every kind of model.
import type { TokenConfig } from "../config/run-config";
import { isSpecialId } from "../tokenizer/special-ids";
import { createTokenArray } from "../tokenizer/token-sink";
import type { Tokenizer } from "../tokenizer/tokenizer";
import type { TokenStream } from "../windows/encode-records";
import { emptyMask, markTarget, markTargets } from "../windows/loss-mask";
import type { EncodedPairs } from "./encode-pairs";

/** The settings that lay pairs out. */
export type StreamSettings = Pick<TokenConfig, "padRecords" | "contextLength" | "answerOnly">;

/**
 * Lays pairs one behind the other, padding before each where records are padded. Padding is no target, save the first of
 * it behind a pair that no special token ends; of pairs all is, or the response alone. The first `trainRecords` are for
 * training.
 */
export function layStream(
  { tokens, promptTokens, responseTokens, unknown }: EncodedPairs,
  trainRecords: number,
  tokenizer: Tokenizer,
  { padRecords, contextLength, answerOnly }: StreamSettings,
): TokenStream {
  const { padId } = tokenizer.state;
  const padding = padRecords && padId !== null ? contextLength : 0;
  const pairs = promptTokens.length;
  const laid = createTokenArray(tokens.length + padding * pairs, tokenizer.size);
  const lossMask = answerOnly || padding > 0 ? emptyMask(laid.length) : null;
  let from = 0;
  let to = 0;
  let border = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (pair === trainRecords) border = to;
    const isOpen = to > 0 && !isSpecialId(tokenizer.state, laid[to - 1]);
    if (lossMask !== null && isOpen && padding > 0) markTarget(lossMask, to);
    laid.fill(padId ?? 0, to, to + padding);
    to += padding;
    const length = promptTokens[pair] + responseTokens[pair];
    laid.set(tokens.subarray(from, from + length), to);
    if (lossMask !== null) markTargets(lossMask, to + (answerOnly ? promptTokens[pair] : 0), to + length);
    from += length;
    to += length;
  }
  return {
    tokens: laid,
    lossMask,
    border: pairs === trainRecords ? to : border,
    trainRecords,
    validationRecords: pairs - trainRecords,
    unknown,
  };
}
