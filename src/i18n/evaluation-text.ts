// The words of the card that measures the open model: a catalogue of its own, fetched with the card.
import { useCallback } from "react";
import type { Language } from "@/domain/language";
import { enEvaluation } from "./en/evaluation";
import type { Message, MessageValues } from "./message";
import { ptBrEvaluation } from "./pt-br/evaluation";
import { writeMessage } from "./translate";
import { useText } from "./use-text";

/** Names a message about measuring. */
export type EvaluationKey = keyof typeof enEvaluation;

/** The messages of every language. */
export const evaluationCatalogues = { en: enEvaluation, "pt-BR": ptBrEvaluation } as const satisfies Record<
  Language,
  Record<EvaluationKey, Message>
>;

/** Gives what writes a message about measuring, in the page's language. */
export function useEvaluationText(): (key: EvaluationKey, values?: MessageValues) => string {
  const { language } = useText();
  return useCallback(
    (key, values = {}) => writeMessage(language, evaluationCatalogues[language][key], values),
    [language],
  );
}
