// The words of the card that takes models home: a catalogue of its own, fetched with the card.
import { enExport } from "./en/export";
import { ptBrExport } from "./pt-br/export";
import { type Catalogues, type Say, sayBy } from "./translate";
import { useText } from "./use-text";

/** Names a message about taking models home. */
export type ExportKey = keyof typeof enExport;

/** Writes a message about taking models home. */
export type SayExport = Say<ExportKey>;

/** The messages of every language. */
export const exportCatalogues = { en: enExport, "pt-BR": ptBrExport } as const satisfies Catalogues<ExportKey>;

const say = sayBy(exportCatalogues);

/** Gives what writes a message about taking models home, in the page's language. */
export function useExportText(): SayExport {
  return say(useText().language);
}
