// The token that ends records, and so the text of a model that learned from them.
import type { RunConfig } from "../config/run-config";
import type { TokenizerState } from "./tokenizer";

/** Gives the id of the end token; null where the vocabulary has none. */
export function endTokenOf(tokenizer: TokenizerState, { corpus }: Pick<RunConfig, "corpus">): number | null {
  const id = tokenizer.vocabulary.indexOf(corpus.endToken);
  return id >= 0 && id < tokenizer.specialCount ? id : null;
}
