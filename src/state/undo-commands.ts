// The way back to a run that gave way. The store and the worker hold it; while a toast offers it, one press puts it back
// on the screen, as it stood then.

import type { OpenRun, Run } from "@/domain/run/run";
import { unsavedSeconds } from "@/domain/run/run-figures";
import { copySeries } from "@/domain/run/run-series";
import type { CommandContext } from "./command-context";
import type { Notice, NoticeKind } from "./notice-store";
import { openRun as openRunOf } from "./runs-store";

/** Commands about the run that gave way. */
export interface UndoCommands {
  /** Puts the run that gave way back on the screen. */
  bringRunBack(): Promise<void>;
}

/** What commands that take a run from the screen do about it. */
export interface RunKeeper extends UndoCommands {
  /** Keeps the run on screen if it would be missed. */
  keep(): Promise<void>;
  /** Says what happened, with an offer to undo it where a run was kept; `alsoUndo` puts more than the run back. */
  announce(kind: NoticeKind, values: Notice["values"], alsoUndo?: () => void): void;
  /** Like announce, but silent where nothing was kept. */
  offer(kind: NoticeKind): void;
  /** Offers nothing any more. */
  release(): void;
}

interface Kept {
  readonly run: Run;
  /** The toast that offers the run, null until there is one. */
  readonly toast: number | null;
  readonly alsoUndo: () => void;
}

/** Seconds of unsaved training that are worth a way back; less is as soon trained again. */
const WORTH_KEEPING = 3;

const nothing = () => undefined;

/** Creates the keeper of the run that gave way. */
export function createRunKeeper({ stores, client }: CommandContext): RunKeeper {
  const { runs, notices } = stores;
  let kept: Kept | null = null;

  /** Copies the record as it stands: the same run may go on from other weights. */
  function takeCopy(): Kept | null {
    const run = openRunOf(runs.getState());
    if (run.id === null || !isMissed(run)) return null;
    const state = run.state === "running" ? "paused" : run.state;
    return { run: { ...run, state, series: copySeries(run.series) }, toast: null, alsoUndo: nothing };
  }

  function release(): void {
    const toast = kept?.toast ?? null;
    kept = null;
    if (toast !== null) notices.getState().dismiss(toast);
  }

  function announce(kind: NoticeKind, values: Notice["values"], alsoUndo = nothing): void {
    const offered = kept !== null && kept.toast === null;
    const toast = notices.getState().toast(kind, values, offered);
    if (kept !== null && offered) kept = { ...kept, toast, alsoUndo };
  }

  notices.subscribe(({ toasts }) => {
    if (kept !== null && kept.toast !== null && !toasts.some(({ id }) => id === kept?.toast)) kept = null;
  });

  return {
    keep: async () => {
      const copy = takeCopy();
      if (copy === null) return;
      release();
      const result = await client.keepRun(copy.run.id);
      if (result.ok) kept = copy;
    },
    announce,
    offer: (kind) => {
      if (kept !== null && kept.toast === null) announce(kind, { name: kept.run.name });
    },
    release,
    bringRunBack: async () => {
      if (kept === null) return;
      const { run, alsoUndo } = kept;
      const replaced = takeCopy();
      const before = runs.getState().runs.get(run.id);
      const { open } = runs.getState();
      release();
      runs.getState().putBack(run);
      const result = await client.openRun(run.id);
      if (!result.ok) {
        if (before !== undefined) runs.getState().putBack(before);
        runs.getState().show(open);
        notices.getState().showError(result.error);
        return;
      }
      notices.getState().dismissError();
      alsoUndo();
      kept = replaced;
      announce("runBroughtBack", { name: run.name });
    },
  };
}

/** A run is missed if it trained for a while and its weights are sound and in no file. */
function isMissed(run: OpenRun): boolean {
  return unsavedSeconds(run) > WORTH_KEEPING && (run.error === null || run.error.code === "diverged");
}
