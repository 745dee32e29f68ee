// The words of what is kept in the browser: a catalogue of its own, fetched with the list.
import { enStorage } from "./en/storage";
import { ptBrStorage } from "./pt-br/storage";
import { type Catalogues, type Say, sayBy } from "./translate";
import { useText } from "./use-text";

/** Names a message about what is kept. */
export type StorageKey = keyof typeof enStorage;

/** The messages of every language. */
export const storageCatalogues = { en: enStorage, "pt-BR": ptBrStorage } as const satisfies Catalogues<StorageKey>;

const say = sayBy(storageCatalogues);

/** Gives what writes a message about what is kept, in the page's language. */
export function useStorageText(): Say<StorageKey> {
  return say(useText().language);
}
