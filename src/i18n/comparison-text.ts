// The words of the card that compares two models: a catalogue of its own, fetched with the card and with the report.
import { useCallback } from "react";
import type { Language } from "@/domain/language";
import { enComparison } from "./en/comparison";
import type { Message, MessageValues } from "./message";
import { ptBrComparison } from "./pt-br/comparison";
import { writeMessage } from "./translate";
import { useText } from "./use-text";

/** Names a message about comparing. */
export type ComparisonKey = keyof typeof enComparison;

/** Writes a message about comparing. */
export type SayComparison = (key: ComparisonKey, values?: MessageValues) => string;

/** The messages of every language. */
export const comparisonCatalogues = { en: enComparison, "pt-BR": ptBrComparison } as const satisfies Record<
  Language,
  Record<ComparisonKey, Message>
>;

/** Gives what writes a message about comparing in a language. */
export function comparisonText(language: Language): SayComparison {
  return (key, values = {}) => writeMessage(language, comparisonCatalogues[language][key], values);
}

/** Gives what writes a message about comparing, in the page's language. */
export function useComparisonText(): SayComparison {
  const { language } = useText();
  return useCallback((key, values) => comparisonText(language)(key, values), [language]);
}
