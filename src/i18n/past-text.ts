// The words of what the run on screen came from: a catalogue of its own, fetched with the first run.
import { enPast } from "./en/past";
import { ptBrPast } from "./pt-br/past";
import { type Catalogues, type Say, sayBy } from "./translate";
import { useText } from "./use-text";

/** Names a message about what a run came from. */
export type PastKey = keyof typeof enPast;

/** The messages of every language. */
export const pastCatalogues = { en: enPast, "pt-BR": ptBrPast } as const satisfies Catalogues<PastKey>;

const say = sayBy(pastCatalogues);

/** Gives what writes a message about what a run came from, in the page's language. */
export function usePastText(): Say<PastKey> {
  return say(useText().language);
}
