// The words of the tiles of figures: a catalogue of its own, fetched with them.
import { useMemo } from "react";
import type { Language } from "@/domain/language";
import { enFigures } from "./en/figures";
import type { Message, MessageValues } from "./message";
import { ptBrFigures } from "./pt-br/figures";
import { writeMessage } from "./translate";
import { type Text, useText } from "./use-text";

/** Names a message of the tiles. */
export type FiguresKey = keyof typeof enFigures;

/** The messages of every language. */
export const figuresCatalogues = { en: enFigures, "pt-BR": ptBrFigures } as const satisfies Record<
  Language,
  Record<FiguresKey, Message>
>;

/** The page's words with those of the tiles. */
export interface FiguresText extends Text {
  /** Writes a message of the tiles. */
  figure(key: FiguresKey, values?: MessageValues): string;
}

/** Gives the words of the page's language, those of the tiles among them. */
export function useFiguresText(): FiguresText {
  const text = useText();
  return useMemo(() => {
    const catalogue = figuresCatalogues[text.language];
    return { ...text, figure: (key, values = {}) => writeMessage(text.language, catalogue[key], values) };
  }, [text]);
}
