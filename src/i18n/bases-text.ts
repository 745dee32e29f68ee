// The words of base models: a catalogue of its own, fetched with the list of them.
import { enBases } from "./en/bases";
import { ptBrBases } from "./pt-br/bases";
import { type Catalogues, type Say, sayBy } from "./translate";
import { useText } from "./use-text";

/** Names a message about base models. */
export type BasesKey = keyof typeof enBases;

/** The messages of every language. */
export const basesCatalogues = { en: enBases, "pt-BR": ptBrBases } as const satisfies Catalogues<BasesKey>;

const say = sayBy(basesCatalogues);

/** Gives what writes a message about base models, in the page's language. */
export function useBasesText(): Say<BasesKey> {
  return say(useText().language);
}
