// The words of base models: a catalogue of its own, fetched with the list of them.
import { useCallback } from "react";
import type { Language } from "@/domain/language";
import { enBases } from "./en/bases";
import type { Message, MessageValues } from "./message";
import { ptBrBases } from "./pt-br/bases";
import { writeMessage } from "./translate";
import { useText } from "./use-text";

/** Names a message about base models. */
export type BasesKey = keyof typeof enBases;

/** The messages of every language. */
export const basesCatalogues = { en: enBases, "pt-BR": ptBrBases } as const satisfies Record<
  Language,
  Record<BasesKey, Message>
>;

/** Gives what writes a message about base models, in the page's language. */
export function useBasesText(): (key: BasesKey, values?: MessageValues) => string {
  const { language } = useText();
  return useCallback((key, values = {}) => writeMessage(language, basesCatalogues[language][key], values), [language]);
}
