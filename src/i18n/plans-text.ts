// The words of trying values, growing runs and the queue: a catalogue of its own, fetched with them.
import { enPlans } from "./en/plans";
import { ptBrPlans } from "./pt-br/plans";
import { type RunsText, withRuns } from "./runs-text";
import { type Catalogues, type Say, sayBy } from "./translate";
import { type Text, useTextWith } from "./use-text";

/** Names a message about plans. */
export type PlansKey = keyof typeof enPlans;

/** The messages of every language. */
export const plansCatalogues = { en: enPlans, "pt-BR": ptBrPlans } as const satisfies Catalogues<PlansKey>;

/** The page's words with those about runs and plans. */
export interface PlansText extends RunsText {
  /** Writes a message about plans. */
  readonly plans: Say<PlansKey>;
}

const say = sayBy(plansCatalogues);

/** Adds the words about runs and plans to those of a language. */
export function withPlans(text: Text): PlansText {
  return { ...withRuns(text), plans: say(text.language) };
}

/** Gives the words of the page's language, those about runs and plans among them. */
export function usePlansText(): PlansText {
  return useTextWith(withPlans);
}
