// The buttons of the run bar. The big one changes word and test id with what a press does now.
import type { RunState } from "@/domain/run/run";
import { hasWeights } from "@/domain/run/run-figures";
import { type Text, useText } from "@/i18n/use-text";
import { useCommands, useData, useRun } from "@/state/use-app";
import { useShownState } from "@/state/use-shown-run";
import { Button } from "@/ui/button";
import { Icon, type IconName } from "@/ui/icon";
import { useAbsentData } from "../use-absent-data";
import { useDataProblem } from "../use-data-problem";
import { type MakePress, usePress } from "./use-press";

type MainAction = "train" | "pause" | "resume";

const MAIN_ACTION = {
  idle: "train",
  preparing: "train",
  running: "pause",
  paused: "resume",
  finished: "train",
  stopped: "train",
  failed: "train",
} as const satisfies Record<RunState, MainAction>;

/** The buttons that start, steer and end a run. */
export function RunButtons() {
  const text = useText();
  const commands = useCommands();
  const state = useShownState();
  const started = useRun(hasWeights);
  const isLoaded = useData((data) => data.source !== null && (data.loading === null || data.preparing));
  const problem = useDataProblem();
  const absent = useAbsentData();
  const press = usePress();
  const hasData = isLoaded && problem === null;
  const busy = state === "preparing" || state === "running";
  const ended = state === "finished" || state === "stopped" || state === "failed";
  const isHeld = state === "paused" || state === "stopped";
  const stepReason =
    (isHeld ? absent : null) ??
    noStepReason(text, { busy, hasData, hasModel: started && ended && state !== "stopped" });
  return (
    <div className="acts">
      <MainButton state={state} started={started} hasData={hasData} absent={absent} press={press} />
      <Button
        className="btn md"
        data-testid="step-once"
        aria-keyshortcuts="S"
        disabledReason={stepReason}
        onClick={press("step", commands.stepOnce, true)}
      >
        <Icon name="step" />
        <span className="word">{text.t("run.step")}</span>
      </Button>
      {ended && started && (
        <Button
          className="btn md"
          data-testid="resume"
          disabledReason={absent}
          onClick={(event) => {
            // Stop takes this place, where a second Enter would end what the first began.
            event.currentTarget.closest(".acts")?.querySelector("button")?.focus();
            press("resume", commands.resume)(event);
          }}
        >
          <Icon name="resume" />
          <span className="word">{text.t("run.continue")}</span>
        </Button>
      )}
      {!(ended && started) && (
        <Button
          className="btn md"
          data-testid="stop"
          disabledReason={!busy && state !== "paused" ? text.t("run.nothingToStop") : null}
          onClick={press("stop", commands.stop)}
        >
          <Icon name="stop" />
          <span className="word">{text.t("run.stop")}</span>
        </Button>
      )}
      <Button
        className="icon-btn"
        data-testid="reset"
        aria-label={text.t("run.reset")}
        title={text.t("run.resetHelp")}
        disabledReason={noResetReason(text, state)}
        onClick={press("reset", commands.reset)}
      >
        <Icon name="redo" />
      </Button>
    </div>
  );
}

interface MainButtonProps {
  readonly state: RunState;
  readonly started: boolean;
  readonly hasData: boolean;
  /** Which data the run lacks to go on, null where it has them. */
  readonly absent: string | null;
  readonly press: MakePress;
}

function MainButton({ state, started, hasData, absent, press }: MainButtonProps) {
  const text = useText();
  const commands = useCommands();
  const action = MAIN_ACTION[state];
  const waiting = !hasData && action === "train";
  const resting = action === "resume" ? absent : null;
  return (
    <Button
      className="btn primary lg"
      data-testid={action}
      aria-keyshortcuts="Space"
      aria-busy={state === "preparing"}
      disabledReason={resting ?? noMainReason(text, waiting, state)}
      onClick={press("main", commands.toggleRun)}
    >
      {state === "preparing" ? <i className="spin" /> : <Icon name={mainIcon(action)} />}
      {mainWord(text, state, started)}
    </Button>
  );
}

function noMainReason(text: Text, waiting: boolean, state: RunState): string | null {
  if (state === "preparing") return text.t("run.starting");
  return waiting ? text.t("run.notPrepared") : null;
}

function noResetReason(text: Text, state: RunState): string | null {
  if (state === "idle") return text.t("run.nothingToReset");
  return state === "preparing" || state === "running" ? text.t("run.stopFirst") : null;
}

function mainIcon(action: MainAction): IconName {
  return action === "pause" ? "pause" : "play";
}

function mainWord(text: Text, state: RunState, started: boolean): string {
  switch (state) {
    case "preparing":
      return text.t("run.preparing");
    case "running":
      return text.t("run.pause");
    case "paused":
      return text.t("run.resume");
    case "idle":
      return text.t("run.train");
    case "finished":
    case "stopped":
    case "failed":
      return text.t(started ? "run.trainAgain" : "run.train");
  }
  return state satisfies never;
}

interface StepState {
  readonly busy: boolean;
  readonly hasData: boolean;
  /** Whether a trained model of an ended run would be lost to a new run of one step. */
  readonly hasModel: boolean;
}

function noStepReason(text: Text, { busy, hasData, hasModel }: StepState): string | null {
  if (busy) return text.t("run.stepWhileRunning");
  if (hasModel) return text.t("run.stepAfterEnd");
  return hasData ? null : text.t("run.notPrepared");
}
