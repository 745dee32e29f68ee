// The words of the list of tokens: a catalogue of its own, so that it is fetched with the list.
import { enVocabulary } from "./en/vocabulary";
import { ptBrVocabulary } from "./pt-br/vocabulary";
import { type Catalogues, type Say, sayBy } from "./translate";
import { type Text, useTextWith } from "./use-text";

/** Names a message of the list of tokens. */
export type VocabularyKey = keyof typeof enVocabulary;

/** The messages of every language. */
export const vocabularyCatalogues = {
  en: enVocabulary,
  "pt-BR": ptBrVocabulary,
} as const satisfies Catalogues<VocabularyKey>;

/** The page's words with those of the list of tokens. */
export interface VocabularyText extends Text {
  /** Writes a message of the list of tokens. */
  readonly vocabulary: Say<VocabularyKey>;
}

const say = sayBy(vocabularyCatalogues);

function withVocabulary(text: Text): VocabularyText {
  return { ...text, vocabulary: say(text.language) };
}

/** Gives the words of the page's language, those of the list of tokens among them. */
export function useVocabularyText(): VocabularyText {
  return useTextWith(withVocabulary);
}
