// The ways back to a run that a press took from the screen. Every run is held: one that gave way is opened again; only
// of weights that others are put in the place of a copy is kept.
import type { OpenRun, Run } from "@/domain/run/run";
import { unsavedSeconds } from "@/domain/run/run-figures";
import { copySeries } from "@/domain/run/run-series";
import type { CommandContext } from "./command-context";
import type { Notice } from "./notice-store";
import type { OpeningCommands } from "./opening-commands";
import { openRun } from "./runs-store";

/** What a toast offers; null offers nothing. */
type WayBack = Notice["undo"];

/** Ways back to the run on screen; null where nobody would miss it. */
export interface WaysBack {
  /** To the run, when another or none takes its place. */
  toRun(): WayBack;
  /** To the run as it stands now, when it goes on from other weights; keeps a copy of them. */
  toCopy(): Promise<WayBack>;
}

/** Seconds of unsaved training that are worth a way back; less is as soon trained again. */
const WORTH_OFFERING = 3;

/** Creates the ways back. */
export function createWaysBack({ stores, client }: CommandContext, opening: OpeningCommands): WaysBack {
  const { runs, notices } = stores;

  /** Puts the record and the weights that were kept with it back on the screen. */
  async function bringBack(copy: Run): Promise<void> {
    const { open, runs: held } = runs.getState();
    const before = held.get(copy.id);
    runs.getState().putBack(copy);
    const result = await client.openRun(copy.id);
    if (result.ok) {
      notices.getState().dismissError();
      return;
    }
    if (before !== undefined) runs.getState().putBack(before);
    runs.getState().show(open);
    notices.getState().showError(result.error);
  }

  return {
    toRun: () => {
      const run = openRun(runs.getState());
      return run.id !== null && isMissed(run) ? () => opening.openRun(run.id) : null;
    },
    toCopy: async () => {
      const run = openRun(runs.getState());
      if (run.id === null || !isMissed(run)) return null;
      const state = run.state === "running" ? "paused" : run.state;
      const copy: Run = { ...run, state, series: copySeries(run.series) };
      const kept = await client.keepRun(run.id);
      return kept.ok ? () => bringBack(copy) : null;
    },
  };
}

/** A run is missed if it trained for a while and its weights are sound and in no file. */
function isMissed(run: OpenRun): boolean {
  return unsavedSeconds(run) > WORTH_OFFERING && (run.error === null || run.error.code === "diverged");
}
