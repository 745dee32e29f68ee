// Works as windows of tokens: each work between two end tokens, those held out behind those that are learned.
import { createTokenizer } from "@/domain/tokenizer/create-tokenizer";
import type { ByteBpeState } from "@/domain/tokenizer/tokenizer";
import { countWindows } from "@/domain/windows/build-windows";
import type { TokenWindows } from "@/domain/windows/token-windows";
import type { HeldOut } from "./held-out";
import type { Work } from "./works";

/** What is learned and measured, with what bits a character need. */
export interface PretrainingText {
  readonly windows: TokenWindows;
  readonly heldOutTokens: number;
  readonly heldOutCharacters: number;
}

/** Encodes works and cuts them into windows, of which each token but a part's first is the target of one at most. */
export function pretrainingText(
  { learned, heldOut }: HeldOut,
  tokenizer: ByteBpeState,
  contextLength: number,
): PretrainingText {
  const [train, validation] = [learned, heldOut].map((works) => encodeWorks(works, tokenizer));
  const tokens = new Uint16Array(train.length + validation.length);
  tokens.set(train);
  tokens.set(validation, train.length);
  const windowsOf = (first: number, length: number) => ({
    first,
    stride: contextLength,
    count: countWindows(length, contextLength, contextLength),
    shuffle: null,
    sequences: null,
  });
  return {
    windows: {
      tokens,
      lossMask: null,
      vocabularySize: tokenizer.vocabulary.length,
      contextLength,
      train: windowsOf(0, train.length),
      validation: windowsOf(train.length, validation.length),
    },
    heldOutTokens: validation.length,
    // Each end token stands for a character.
    heldOutCharacters: heldOut.reduce((sum, { text }) => sum + text.length + 1, 1),
  };
}

function encodeWorks(works: readonly Work[], state: ByteBpeState): readonly number[] {
  const [endId] = state.specialIds;
  const tokenizer = createTokenizer(state);
  const ids = [endId];
  for (const { text } of works) {
    for (const id of tokenizer.encode(text).ids) ids.push(id);
    ids.push(endId);
  }
  return ids;
}
