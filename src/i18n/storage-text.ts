// The words of what is kept in the browser: a catalogue of its own, fetched with the list.
import { useCallback } from "react";
import type { Language } from "@/domain/language";
import { enStorage } from "./en/storage";
import type { Message, MessageValues } from "./message";
import { ptBrStorage } from "./pt-br/storage";
import { writeMessage } from "./translate";
import { useText } from "./use-text";

/** Names a message about what is kept. */
export type StorageKey = keyof typeof enStorage;

/** The messages of every language. */
export const storageCatalogues = { en: enStorage, "pt-BR": ptBrStorage } as const satisfies Record<
  Language,
  Record<StorageKey, Message>
>;

/** Gives what writes a message about what is kept, in the page's language. */
export function useStorageText(): (key: StorageKey, values?: MessageValues) => string {
  const { language } = useText();
  return useCallback(
    (key, values = {}) => writeMessage(language, storageCatalogues[language][key], values),
    [language],
  );
}
