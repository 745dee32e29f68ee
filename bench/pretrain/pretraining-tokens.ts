// The tokens of a pretraining: byte pairs learned from the works, and GPT-2's end token as the last id.

import type { ByteBpeState } from "@/domain/tokenizer/tokenizer";
import { trainByteBpe } from "@/domain/tokenizer/train-byte-bpe";
import type { Work } from "./works";

/** Ends a work, as GPT-2 ends a document. */
const END_TOKEN = "<|endoftext|>";

/** Learns a tokenizer of `size` tokens from works. */
export function learnTokens(works: readonly Work[], size: number): ByteBpeState {
  const settings = { vocabularySize: size - 1, padToken: "" };
  const learning = trainByteBpe(
    works.map(({ text }) => text),
    settings,
    [],
  );
  for (;;) {
    const step = learning.next();
    if (step.done !== true) continue;
    if (!step.value.ok) throw new Error(`learnTokens: expected tokens, got ${step.value.error.code}`);
    const { state } = step.value.value;
    const { length } = state.vocabulary;
    return { ...state, vocabulary: [...state.vocabulary, END_TOKEN], specialIds: [length] };
  }
}
