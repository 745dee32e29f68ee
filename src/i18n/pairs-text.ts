// The words of pairs: a catalogue of its own, so that it is fetched with their part of the page.
import { enPairs } from "./en/pairs";
import { ptBrPairs } from "./pt-br/pairs";
import { type Catalogues, type Say, sayBy } from "./translate";
import { type Text, useTextWith } from "./use-text";

/** Names a message about pairs. */
export type PairsKey = keyof typeof enPairs;

/** The messages of every language. */
export const pairsCatalogues = { en: enPairs, "pt-BR": ptBrPairs } as const satisfies Catalogues<PairsKey>;

/** The page's words with those of pairs. */
export interface PairsText extends Text {
  /** Writes a message about pairs. */
  readonly pairs: Say<PairsKey>;
}

const say = sayBy(pairsCatalogues);

function withPairs(text: Text): PairsText {
  return { ...text, pairs: say(text.language) };
}

/** Gives the words of the page's language, those of pairs among them. */
export function usePairsText(): PairsText {
  return useTextWith(withPairs);
}
