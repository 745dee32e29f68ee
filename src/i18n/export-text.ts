// The words of the card that takes models home: a catalogue of its own, fetched with the card.
import { useCallback } from "react";
import type { Language } from "@/domain/language";
import { enExport } from "./en/export";
import type { Message, MessageValues } from "./message";
import { ptBrExport } from "./pt-br/export";
import { writeMessage } from "./translate";
import { useText } from "./use-text";

/** Names a message about taking models home. */
export type ExportKey = keyof typeof enExport;

/** Writes a message about taking models home. */
export type SayExport = (key: ExportKey, values?: MessageValues) => string;

/** The messages of every language. */
export const exportCatalogues = { en: enExport, "pt-BR": ptBrExport } as const satisfies Record<
  Language,
  Record<ExportKey, Message>
>;

/** Gives what writes a message about taking models home, in the page's language. */
export function useExportText(): SayExport {
  const { language } = useText();
  return useCallback((key, values = {}) => writeMessage(language, exportCatalogues[language][key], values), [language]);
}
