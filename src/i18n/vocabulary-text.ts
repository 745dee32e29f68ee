// The words of the list of tokens: a catalogue of its own, so that it is fetched with the list.
import { useMemo } from "react";
import type { Language } from "@/domain/language";
import { enVocabulary } from "./en/vocabulary";
import type { Message, MessageValues } from "./message";
import { ptBrVocabulary } from "./pt-br/vocabulary";
import { writeMessage } from "./translate";
import { type Text, useText } from "./use-text";

/** Names a message of the list of tokens. */
export type VocabularyKey = keyof typeof enVocabulary;

/** The messages of every language. */
export const vocabularyCatalogues = { en: enVocabulary, "pt-BR": ptBrVocabulary } as const satisfies Record<
  Language,
  Record<VocabularyKey, Message>
>;

/** The page's words with those of the list of tokens. */
export interface VocabularyText extends Text {
  /** Writes a message of the list of tokens. */
  vocabulary(key: VocabularyKey, values?: MessageValues): string;
}

/** Gives the words of the page's language, those of the list of tokens among them. */
export function useVocabularyText(): VocabularyText {
  const text = useText();
  return useMemo(() => {
    const catalogue = vocabularyCatalogues[text.language];
    return { ...text, vocabulary: (key, values = {}) => writeMessage(text.language, catalogue[key], values) };
  }, [text]);
}
