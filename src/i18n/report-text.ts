// The words of the report of runs: a catalogue of its own, fetched with what writes it.
import type { Language } from "@/domain/language";
import { enReport } from "./en/report";
import type { Message, MessageValues } from "./message";
import { ptBrReport } from "./pt-br/report";
import { type RunsText, withRuns } from "./runs-text";
import { writeMessage } from "./translate";
import { createText } from "./use-text";

/** Names a message of the report. */
export type ReportKey = keyof typeof enReport;

/** The messages of every language. */
export const reportCatalogues = { en: enReport, "pt-BR": ptBrReport } as const satisfies Record<
  Language,
  Record<ReportKey, Message>
>;

/** The page's words with those about runs and of the report. */
export interface ReportText extends RunsText {
  /** Writes a message of the report. */
  report(key: ReportKey, values?: MessageValues): string;
}

/** Gives the words of a language that has arrived. */
export function reportText(language: Language): ReportText {
  const catalogue = reportCatalogues[language];
  return {
    ...withRuns(createText(language)),
    report: (key, values = {}) => writeMessage(language, catalogue[key], values),
  };
}
