// The words of the report of runs: a catalogue of its own, fetched with what writes it.
import type { Language } from "@/domain/language";
import { enReport } from "./en/report";
import { ptBrReport } from "./pt-br/report";
import { type RunsText, withRuns } from "./runs-text";
import { type Catalogues, type Say, sayBy } from "./translate";
import { createText } from "./use-text";

/** Names a message of the report. */
export type ReportKey = keyof typeof enReport;

/** The messages of every language. */
export const reportCatalogues = { en: enReport, "pt-BR": ptBrReport } as const satisfies Catalogues<ReportKey>;

/** The page's words with those about runs and of the report. */
export interface ReportText extends RunsText {
  /** Writes a message of the report. */
  readonly report: Say<ReportKey>;
}

const say = sayBy(reportCatalogues);

/** Gives the words of a language that has arrived. */
export function reportText(language: Language): ReportText {
  return { ...withRuns(createText(language)), report: say(language) };
}
