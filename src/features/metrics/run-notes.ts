// What happened to a run on its way, in words: settings that were changed, accidents, and an early stop.
import { isConfigPath } from "@/domain/config/parameters";
import type { OpenRun, SettingChange } from "@/domain/run/run";
import type { RunsText } from "@/i18n/runs-text";
import { differenceText } from "../setting-difference";
import { cutText } from "./cut-note";

/** One of the things that happened. */
export interface RunNote {
  readonly id: string;
  readonly kind: "change" | "end" | "cut";
  readonly step: number;
  /** In a few words; those of an accident name its step. */
  readonly words: string;
}

type Noted = Pick<OpenRun, "changes" | "cuts" | "reason" | "endStep">;

/** Gives what happened, each kind in the order of its steps. */
export function runNotes(text: RunsText, run: Noted): readonly RunNote[] {
  const changes = joined(run.changes).map((change) => ({
    ...({ id: `${change.step} ${change.path}`, kind: "change", step: change.step } as const),
    words: changeText(text, change),
  }));
  const isEarly = run.reason === "earlyStopping" && run.endStep !== null;
  const end = { id: "early stop", kind: "end", step: run.endStep ?? 0, words: text.runs("earlyStop") } as const;
  const cuts = run.cuts.map((cut, index) => ({
    ...({ id: `cut ${cut.step} ${index}`, kind: "cut", step: cut.step } as const),
    words: cutText(text, cut),
  }));
  return [...changes, ...(isEarly ? [end] : []), ...cuts];
}

/** A setting that is dragged changes many times at one step: what counts is from where to where. */
function joined(changes: readonly SettingChange[]): readonly SettingChange[] {
  const found = new Map<string, SettingChange>();
  for (const change of changes) {
    const key = `${change.step} ${change.path}`;
    found.set(key, { ...change, from: found.get(key)?.from ?? change.from });
  }
  return [...found.values()].filter(({ from, to }) => from !== to);
}

function changeText(text: RunsText, { path, from, to }: SettingChange): string {
  return isConfigPath(path) ? differenceText(text, { path, from, to }) : path;
}
