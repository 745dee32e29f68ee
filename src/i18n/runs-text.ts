// The words of the runs table and of the charts of several runs: a catalogue of its own, so that it is fetched with them.
import { useMemo } from "react";
import type { Language } from "@/domain/language";
import { enRuns } from "./en/runs";
import type { Message, MessageValues } from "./message";
import { ptBrRuns } from "./pt-br/runs";
import { writeMessage } from "./translate";
import { type Text, useText } from "./use-text";

/** Names a message about runs. */
export type RunsKey = keyof typeof enRuns;

/** The messages of every language. */
export const runsCatalogues = { en: enRuns, "pt-BR": ptBrRuns } as const satisfies Record<
  Language,
  Record<RunsKey, Message>
>;

/** The page's words with those about runs. */
export interface RunsText extends Text {
  /** Writes a message about runs. */
  runs(key: RunsKey, values?: MessageValues): string;
}

/** Adds the words about runs to those of a language. */
export function withRuns(text: Text): RunsText {
  const catalogue = runsCatalogues[text.language];
  return { ...text, runs: (key, values = {}) => writeMessage(text.language, catalogue[key], values) };
}

/** Gives the words of the page's language, those about runs among them. */
export function useRunsText(): RunsText {
  const text = useText();
  return useMemo(() => withRuns(text), [text]);
}
