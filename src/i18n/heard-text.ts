// The words about what runs do while nobody presses anything: a catalogue of its own, so that it is fetched with the
// first run.
import { enHeard } from "./en/heard";
import { ptBrHeard } from "./pt-br/heard";
import { type Catalogues, type Say, sayBy } from "./translate";
import { type Text, useTextWith } from "./use-text";

/** Names a message about what runs do by themselves. */
export type HeardKey = keyof typeof enHeard;

/** The messages of every language. */
export const heardCatalogues = { en: enHeard, "pt-BR": ptBrHeard } as const satisfies Catalogues<HeardKey>;

/** The page's words with those about what runs do by themselves. */
export interface HeardText extends Text {
  /** Writes a message about what runs do by themselves. */
  readonly heard: Say<HeardKey>;
}

/** Gives what writes a message about what runs do by themselves in a language. */
export const sayHeard = sayBy(heardCatalogues);

function withHeard(text: Text): HeardText {
  return { ...text, heard: sayHeard(text.language) };
}

/** Gives the words of the page's language, those about what runs do by themselves among them. */
export function useHeardText(): HeardText {
  return useTextWith(withHeard);
}
