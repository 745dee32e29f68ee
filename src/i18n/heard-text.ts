// The words about what runs do while nobody presses anything: a catalogue of its own, so that it is fetched with the
// first run.
import { useMemo } from "react";
import type { Language } from "@/domain/language";
import { enHeard } from "./en/heard";
import type { Message, MessageValues } from "./message";
import { ptBrHeard } from "./pt-br/heard";
import { writeMessage } from "./translate";
import { type Text, useText } from "./use-text";

/** Names a message about what runs do by themselves. */
export type HeardKey = keyof typeof enHeard;

/** The messages of every language. */
export const heardCatalogues = { en: enHeard, "pt-BR": ptBrHeard } as const satisfies Record<
  Language,
  Record<HeardKey, Message>
>;

/** The page's words with those about what runs do by themselves. */
export interface HeardText extends Text {
  /** Writes a message about what runs do by themselves. */
  heard(key: HeardKey, values?: MessageValues): string;
}

/** Writes a message about what runs do by themselves. */
export function heardMessage(language: Language, key: HeardKey, values: MessageValues = {}): string {
  return writeMessage(language, heardCatalogues[language][key], values);
}

/** Gives the words of the page's language, those about what runs do by themselves among them. */
export function useHeardText(): HeardText {
  const text = useText();
  return useMemo(
    () => ({ ...text, heard: (key: HeardKey, values?: MessageValues) => heardMessage(text.language, key, values) }),
    [text],
  );
}
