// The run bar: the one big button, step, stop, reset, and how far the run has come.
// What a button may do in which state is in run-buttons.tsx; the figures beside them are in run-progress.tsx.

import { useText } from "@/i18n/use-text";
import { settingsMatch } from "@/state/live-settings";
import { useRun, useSettings } from "@/state/use-app";
import { RunButtons } from "./run-buttons";
import { RunProgress } from "./run-progress";
import "./run-bar.css";

/** Controls and progress of the run on screen. */
export function RunBar() {
  const text = useText();
  const state = useRun((run) => run.state);
  const mismatch = useMismatch();
  return (
    <>
      <div className="runbar" data-testid="run-state" data-value={state}>
        <RunButtons />
        <RunProgress />
      </div>
      {mismatch && <p className="runbar-hint hint">{text.t("run.mismatch")}</p>}
    </>
  );
}

/** Tells whether the edited settings differ from those of the run on screen. */
function useMismatch(): boolean {
  const running = useRun((run) => run.config);
  const state = useRun((run) => run.state);
  const edited = useSettings((settings) => settings.config);
  if (running === null || state === "preparing" || state === "idle") return false;
  return !settingsMatch(running, edited);
}
