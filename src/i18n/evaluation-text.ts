// The words of the card that measures the open model: a catalogue of its own, fetched with the card.
import { enEvaluation } from "./en/evaluation";
import { ptBrEvaluation } from "./pt-br/evaluation";
import { type Catalogues, type Say, sayBy } from "./translate";
import { useText } from "./use-text";

/** Names a message about measuring. */
export type EvaluationKey = keyof typeof enEvaluation;

/** The messages of every language. */
export const evaluationCatalogues = {
  en: enEvaluation,
  "pt-BR": ptBrEvaluation,
} as const satisfies Catalogues<EvaluationKey>;

const say = sayBy(evaluationCatalogues);

/** Gives what writes a message about measuring, in the page's language. */
export function useEvaluationText(): Say<EvaluationKey> {
  return say(useText().language);
}
