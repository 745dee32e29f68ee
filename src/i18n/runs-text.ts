// The words of the runs table and of the charts of several runs: a catalogue of its own, so that it is fetched with them.
import { enRuns } from "./en/runs";
import { ptBrRuns } from "./pt-br/runs";
import { type Catalogues, type Say, sayBy } from "./translate";
import { type Text, useTextWith } from "./use-text";

/** Names a message about runs. */
export type RunsKey = keyof typeof enRuns;

/** The messages of every language. */
export const runsCatalogues = { en: enRuns, "pt-BR": ptBrRuns } as const satisfies Catalogues<RunsKey>;

/** The page's words with those about runs. */
export interface RunsText extends Text {
  /** Writes a message about runs. */
  readonly runs: Say<RunsKey>;
}

const say = sayBy(runsCatalogues);

/** Adds the words about runs to those of a language. */
export function withRuns(text: Text): RunsText {
  return { ...text, runs: say(text.language) };
}

/** Gives the words of the page's language, those about runs among them. */
export function useRunsText(): RunsText {
  return useTextWith(withRuns);
}
