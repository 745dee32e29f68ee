// The words of what the run on screen came from: a catalogue of its own, fetched with the first run.
import { useCallback } from "react";
import type { Language } from "@/domain/language";
import { enPast } from "./en/past";
import type { Message, MessageValues } from "./message";
import { ptBrPast } from "./pt-br/past";
import { writeMessage } from "./translate";
import { useText } from "./use-text";

/** Names a message about what a run came from. */
export type PastKey = keyof typeof enPast;

/** The messages of every language. */
export const pastCatalogues = { en: enPast, "pt-BR": ptBrPast } as const satisfies Record<
  Language,
  Record<PastKey, Message>
>;

/** Gives what writes a message about what a run came from, in the page's language. */
export function usePastText(): (key: PastKey, values?: MessageValues) => string {
  const { language } = useText();
  return useCallback((key, values = {}) => writeMessage(language, pastCatalogues[language][key], values), [language]);
}
