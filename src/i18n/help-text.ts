// The words of the help: a catalogue of its own, fetched with it.
import type { Language } from "@/domain/language";
import { enHelp } from "./en/help";
import { ptBrHelp } from "./pt-br/help";
import { useText } from "./use-text";

/** Names a line of the help. */
type HelpKey = keyof typeof enHelp;

/** The lines in every language. */
export const helpCatalogues = { en: enHelp, "pt-BR": ptBrHelp } as const satisfies Record<
  Language,
  Record<HelpKey, string>
>;

/** Gives the lines in the page's language. */
export function useHelpText(): Readonly<Record<HelpKey, string>> {
  return helpCatalogues[useText().language];
}
