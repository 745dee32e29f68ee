// The words of pairs: a catalogue of its own, so that it is fetched with their part of the page.
import { useMemo } from "react";
import type { Language } from "@/domain/language";
import { enPairs } from "./en/pairs";
import type { Message, MessageValues } from "./message";
import { ptBrPairs } from "./pt-br/pairs";
import { writeMessage } from "./translate";
import { type Text, useText } from "./use-text";

/** Names a message about pairs. */
export type PairsKey = keyof typeof enPairs;

/** The messages of every language. */
export const pairsCatalogues = { en: enPairs, "pt-BR": ptBrPairs } as const satisfies Record<
  Language,
  Record<PairsKey, Message>
>;

/** The page's words with those of pairs. */
export interface PairsText extends Text {
  /** Writes a message about pairs. */
  pairs(key: PairsKey, values?: MessageValues): string;
}

/** Gives the words of the page's language, those of pairs among them. */
export function usePairsText(): PairsText {
  const text = useText();
  return useMemo(() => {
    const catalogue = pairsCatalogues[text.language];
    return { ...text, pairs: (key, values = {}) => writeMessage(text.language, catalogue[key], values) };
  }, [text]);
}
