// The one way from a tokenizer's state to a tokenizer.
import { createByteBpeTokenizer } from "./byte-bpe";
import { createCharacterTokenizer } from "./character-tokenizer";
import type { Tokenizer, TokenizerState } from "./tokenizer";

/** Makes the tokenizer that a state describes. */
export function createTokenizer(state: TokenizerState): Tokenizer {
  return state.kind === "byteBpe" ? createByteBpeTokenizer(state) : createCharacterTokenizer(state);
}
