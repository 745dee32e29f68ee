// How well a vocabulary writes a text that it was not made for.
import { readableToken } from "./readable-token";
import { isSpecialId } from "./special-ids";
import type { TokenizerState } from "./tokenizer";

/** How much of a text a vocabulary lacks. */
export interface VocabularyFit {
  /** Characters of the text that have no token. */
  readonly unknown: number;
  /** All characters of the text, 1 or more. */
  readonly characters: number;
  /** The different characters that have no token. */
  readonly missing: readonly string[];
  /** Whether what has no token is read as padding; it is left out otherwise. */
  readonly asPadding: boolean;
}

/** Share of a text up to which it is worth learning from without the characters that have no token. */
const MOST_UNKNOWN = 0.2;

/** Compares a vocabulary with the one that a text would have of its own; `unknown` counts what it cannot write. */
export function vocabularyFit(
  tokenizer: TokenizerState,
  own: TokenizerState,
  { unknown, characters }: Pick<VocabularyFit, "unknown" | "characters">,
): VocabularyFit {
  const known = new Set(tokenizer.vocabulary);
  const missing = unknown === 0 ? [] : charactersOf(own).filter((character) => !known.has(character));
  return { unknown, characters, missing, asPadding: tokenizer.padId !== null };
}

/** Lists the characters that the tokens of a text spell. */
function charactersOf(own: TokenizerState): readonly string[] {
  const ids = own.vocabulary.map((_, id) => id).filter((id) => !isSpecialId(own, id));
  return [...new Set(ids.flatMap((id) => [...readableToken(own, id)]))];
}

/** Tells whether so much is unknown that little of the text would be learned. */
export function isWrittenOtherwise({ unknown, characters }: VocabularyFit): boolean {
  return unknown > MOST_UNKNOWN * characters;
}
