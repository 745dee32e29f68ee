// The words of trying values, growing runs and the queue: a catalogue of its own, fetched with them.
import { useMemo } from "react";
import type { Language } from "@/domain/language";
import { enPlans } from "./en/plans";
import type { Message, MessageValues } from "./message";
import { ptBrPlans } from "./pt-br/plans";
import { type RunsText, withRuns } from "./runs-text";
import { writeMessage } from "./translate";
import { type Text, useText } from "./use-text";

/** Names a message about plans. */
export type PlansKey = keyof typeof enPlans;

/** The messages of every language. */
export const plansCatalogues = { en: enPlans, "pt-BR": ptBrPlans } as const satisfies Record<
  Language,
  Record<PlansKey, Message>
>;

/** The page's words with those about runs and plans. */
export interface PlansText extends RunsText {
  /** Writes a message about plans. */
  plans(key: PlansKey, values?: MessageValues): string;
}

/** Adds the words about runs and plans to those of a language. */
export function withPlans(text: Text): PlansText {
  const catalogue = plansCatalogues[text.language];
  return {
    ...withRuns(text),
    plans: (key, values = {}) => writeMessage(text.language, catalogue[key], values),
  };
}

/** Gives the words of the page's language, those about runs and plans among them. */
export function usePlansText(): PlansText {
  const text = useText();
  return useMemo(() => withPlans(text), [text]);
}
