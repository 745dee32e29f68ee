// The run bar: the one big button, step, stop, reset, and how far the run has come.
// What a button may do in which state is in run-buttons.tsx; the figures beside them are in run-progress.tsx,
// the lines below in run-hints.tsx.

import { useRun } from "@/state/use-app";
import { RunButtons } from "./run-buttons";
import { RunHints } from "./run-hints";
import { RunProgress } from "./run-progress";
import "./run-bar.css";

/** Controls and progress of the run on screen. */
export function RunBar() {
  const state = useRun((run) => run.state);
  return (
    <>
      <div className="runbar" data-testid="run-state" data-value={state}>
        <RunButtons />
        <RunProgress />
      </div>
      <RunHints />
    </>
  );
}
