// The token that ends records, and so the text of a model that learned from them.
import type { RunConfig } from "../config/run-config";
import { hasPairs } from "../pairs/pair-template";
import { specialIdOf } from "./special-ids";
import type { TokenizerState } from "./tokenizer";

/**
 * Gives the id of the end token; null where the vocabulary has none. Pairs that are learned by another model's tokens end
 * with the last special token of those.
 */
export function endTokenOf(tokenizer: TokenizerState, { corpus }: Pick<RunConfig, "corpus">): number | null {
  const own = specialIdOf(tokenizer, corpus.endToken);
  if (own !== null || tokenizer.kind !== "byteBpe" || corpus.endToken === "" || !hasPairs(corpus)) return own;
  return tokenizer.specialIds.at(-1) ?? null;
}
