// The tokens that end records, and texts of a model that learned from them.
import type { RunConfig } from "../config/run-config";
import { hasPairs } from "../pairs/pair-template";
import { specialIdOf } from "./special-ids";
import type { ByteBpeState, TokenizerState } from "./tokenizer";

type WithCorpus = Pick<RunConfig, "corpus">;

/** What GPT-2 ends texts with. */
const END_OF_TEXT = "<|endoftext|>";

/** Gives the id of the token that ends a text of a model: that of its data, else its tokenizer's own; null for none. */
export function endTokenOf(tokenizer: TokenizerState, config: WithCorpus): number | null {
  return recordEndOf(tokenizer, config) ?? (tokenizer.kind === "byteBpe" ? ownEndOf(tokenizer) : null);
}

/**
 * Gives the id of the token that ends records of the data; null where the vocabulary has none. Pairs that are learned by
 * another model's tokens end as texts do there; of tokens that were read before that was kept, with the last special one.
 */
export function recordEndOf(tokenizer: TokenizerState, { corpus }: WithCorpus): number | null {
  const own = specialIdOf(tokenizer, corpus.endToken);
  if (own !== null || tokenizer.kind !== "byteBpe" || corpus.endToken === "" || !hasPairs(corpus)) return own;
  const end = ownEndOf(tokenizer);
  return end === null && tokenizer.endId === undefined ? (tokenizer.specialIds.at(-1) ?? null) : end;
}

/**
 * Gives the tokens of a model from elsewhere with the one that ends a text: the first of those that its files name, else
 * the special one of GPT-2's name, else the only special one.
 */
export function withEnd(tokens: ByteBpeState, named: readonly number[]): ByteBpeState {
  const { vocabulary, specialIds } = tokens;
  const told = named.find((id) => Number.isInteger(id) && id >= 0 && id < vocabulary.length);
  const only = specialIds.length === 1 ? specialIds[0] : null;
  return { ...tokens, endId: told ?? specialIdOf(tokens, END_OF_TEXT) ?? only };
}

function ownEndOf(tokenizer: ByteBpeState): number | null {
  return tokenizer.endId === undefined ? specialIdOf(tokenizer, END_OF_TEXT) : tokenizer.endId;
}
