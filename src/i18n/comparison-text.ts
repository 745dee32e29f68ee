// The words of the card that compares two models: a catalogue of its own, fetched with the card and with the report.
import { enComparison } from "./en/comparison";
import { ptBrComparison } from "./pt-br/comparison";
import { type Catalogues, type Say, sayBy } from "./translate";
import { useText } from "./use-text";

/** Names a message about comparing. */
export type ComparisonKey = keyof typeof enComparison;

/** Writes a message about comparing. */
export type SayComparison = Say<ComparisonKey>;

/** The messages of every language. */
export const comparisonCatalogues = {
  en: enComparison,
  "pt-BR": ptBrComparison,
} as const satisfies Catalogues<ComparisonKey>;

/** Gives what writes a message about comparing in a language. */
export const comparisonText = sayBy(comparisonCatalogues);

/** Gives what writes a message about comparing, in the page's language. */
export function useComparisonText(): SayComparison {
  return comparisonText(useText().language);
}
