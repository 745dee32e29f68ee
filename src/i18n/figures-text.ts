// The words of the tiles of figures: a catalogue of its own, fetched with them.
import { enFigures } from "./en/figures";
import { ptBrFigures } from "./pt-br/figures";
import { type Catalogues, type Say, sayBy } from "./translate";
import { type Text, useTextWith } from "./use-text";

/** Names a message of the tiles. */
export type FiguresKey = keyof typeof enFigures;

/** The messages of every language. */
export const figuresCatalogues = { en: enFigures, "pt-BR": ptBrFigures } as const satisfies Catalogues<FiguresKey>;

/** The page's words with those of the tiles. */
export interface FiguresText extends Text {
  /** Writes a message of the tiles. */
  readonly figure: Say<FiguresKey>;
}

const say = sayBy(figuresCatalogues);

function withFigures(text: Text): FiguresText {
  return { ...text, figure: say(text.language) };
}

/** Gives the words of the page's language, those of the tiles among them. */
export function useFiguresText(): FiguresText {
  return useTextWith(withFigures);
}
