// The way back to a run that gave way. Before a command takes the run from the screen it has it kept here:
// weights and progress in the worker, figures and curves on the page, for as long as a toast offers them back.
import type { CommandContext } from "./command-context";
import type { Curves } from "./metrics-store";
import type { Notice, NoticeKind } from "./notice-store";
import { type RunStoreState, type ShownRun, shownRun } from "./run-store";
import { unsavedSeconds } from "./unsaved-seconds";

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
  /** Lets go of the kept run. */
  release(): void;
}

interface Kept {
  readonly shown: ShownRun;
  readonly curves: Curves;
  /** The toast that offers the run, null until there is one. */
  readonly toast: number | null;
  readonly alsoUndo: () => void;
}

/** Seconds of unsaved training that are worth a way back; less is as soon trained again. */
const WORTH_KEEPING = 3;

const nothing = () => undefined;

/** Creates the keeper of the run that gave way. */
export function createRunKeeper({ stores, client }: CommandContext): RunKeeper {
  const { run, metrics, notices } = stores;
  let kept: Kept | null = null;

  function takeCopy(): Kept | null {
    if (!isMissed(run.getState())) return null;
    return { shown: shownRun(run.getState()), curves: metrics.getState().copy(), toast: null, alsoUndo: nothing };
  }

  /** Ends the older offer without letting go of anything in the worker. */
  function withdraw(): void {
    const toast = kept?.toast ?? null;
    kept = null;
    if (toast !== null) notices.getState().dismiss(toast);
  }

  function release(): void {
    if (kept === null) return;
    withdraw();
    client.forgetKept();
  }

  function announce(kind: NoticeKind, values: Notice["values"], alsoUndo = nothing): void {
    const offered = kept !== null && kept.toast === null;
    const toast = notices.getState().toast(kind, values, offered);
    if (kept !== null && offered) kept = { ...kept, toast, alsoUndo };
  }

  // However the toast goes, the run goes with it.
  notices.subscribe(({ toasts }) => {
    if (kept !== null && kept.toast !== null && !toasts.some(({ id }) => id === kept?.toast)) release();
  });

  return {
    keep: async () => {
      const copy = takeCopy();
      if (copy === null) return;
      withdraw();
      const result = await client.keepRun();
      if (result.ok) kept = copy;
    },
    announce,
    offer: (kind) => {
      if (kept !== null && kept.toast === null) announce(kind, { name: kept.shown.name ?? "" });
    },
    release,
    bringRunBack: async () => {
      if (kept === null) return;
      const { shown, curves, alsoUndo } = kept;
      const replaced = takeCopy();
      withdraw();
      const result = await client.bringBack();
      if (!result.ok) {
        notices.getState().showError(result.error);
        client.forgetKept();
        return;
      }
      notices.getState().dismissError();
      metrics.getState().putBack(curves);
      run.getState().putBack(shown);
      run.getState().setStarted(result.value.started);
      run.getState().goBack(result.value.progress);
      alsoUndo();
      kept = replaced;
      if (replaced === null) client.forgetKept();
      announce("runBroughtBack", { name: shown.name ?? "" });
    },
  };
}

/** A run is missed if it trained for a while and its weights are sound and in no file. */
function isMissed(run: RunStoreState): boolean {
  return unsavedSeconds(run) > WORTH_KEEPING && (run.error === null || run.error.code === "diverged");
}
