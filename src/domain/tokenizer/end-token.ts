// The token that ends records, and so the text of a model that learned from them.
import type { RunConfig } from "../config/run-config";
import { specialIdOf } from "./special-ids";
import type { TokenizerState } from "./tokenizer";

/** Gives the id of the end token; null where the vocabulary has none. */
export function endTokenOf(tokenizer: TokenizerState, { corpus }: Pick<RunConfig, "corpus">): number | null {
  return specialIdOf(tokenizer, corpus.endToken);
}
