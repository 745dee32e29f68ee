// How far the run has come: epoch, step, time, speed, and why it ended, in words.

import type { RunState } from "@/domain/run/run";
import { keptEpoch, latestOf } from "@/domain/run/run-figures";
import { watchedLoss } from "@/domain/training/best-epoch";
import { type Text, useText } from "@/i18n/use-text";
import { useCommands, useData, useRun, useRuns } from "@/state/use-app";
import { useLengthAhead, useShownEpoch, useShownLength, useStepsOfGoingOn } from "@/state/use-run-length";
import { useBestEpoch, useCountedPadding, useShownState, useShownTraining } from "@/state/use-shown-run";
import { ProgressBar } from "@/ui/progress-bar";
import { durationText } from "../duration-text";
import { ErrorWords } from "../error-words";
import { useDataProblem } from "../use-data-problem";
import { LONG_LOAD, LoadingProgress } from "./loading-progress";
import { secondsLeft } from "./run-text";

/** Progress of the run on screen, or what the next one would be. */
export function RunProgress() {
  const state = useShownState();
  const loading = useData((data) => data.loading);
  if (loading !== null && loading.totalBytes > LONG_LOAD && state !== "running" && state !== "paused") {
    return <LoadingProgress loading={loading} />;
  }
  switch (state) {
    case "idle":
      return <ReadyProgress />;
    case "preparing":
      return <PreparingProgress />;
    case "running":
    case "paused":
      return <LiveProgress state={state} />;
    case "finished":
    case "stopped":
    case "failed":
      return <EndedProgress state={state} />;
  }
  return state satisfies never;
}

function ReadyProgress() {
  const text = useText();
  const ahead = useLengthAhead();
  const loading = useData((data) => data.loading !== null || data.preparing);
  const problem = useDataProblem();
  if (problem !== null) {
    return (
      <div className="prog">
        <p>
          <ErrorWords error={problem} />
        </p>
        <ProgressBar label={text.t("run.progress")} share={0} />
      </div>
    );
  }
  return (
    <div className="prog">
      <p>
        {ahead === null ? (
          text.t(loading ? "run.dataOnItsWay" : "run.noData")
        ) : (
          <>
            <b>{text.t("run.ready")}</b> {text.t("run.readySteps", { count: ahead.steps })}
          </>
        )}
      </p>
      <ProgressBar label={text.t("run.progress")} share={0} parts={ahead?.epochs ?? 1} />
    </div>
  );
}

function PreparingProgress() {
  const text = useText();
  const compiling = useRuns((runs) => runs.compiling);
  return (
    <div className="prog">
      <p>{compiling === null ? text.t("run.starting") : text.t("run.compiling", { ...compiling })}</p>
      <ProgressBar label={text.t("run.progress")} share={compiling && compiling.done / compiling.total} />
    </div>
  );
}

function LiveProgress({ state }: { readonly state: "running" | "paused" }) {
  const text = useText();
  const latest = useRun(latestOf);
  const totalSteps = useRun((run) => run.facts?.totalSteps ?? null);
  const length = useShownLength();
  const left = secondsLeft(latest.step, totalSteps, latest.stepMilliseconds);
  const elapsed = durationText(latest.elapsedSeconds ?? 0);
  return (
    <div className="prog">
      <Counters />
      <NewestLoss />
      <ProgressBar
        label={text.t("run.progress")}
        share={totalSteps === null ? 0 : (latest.step ?? 0) / totalSteps}
        parts={length?.epochs ?? 1}
        tone={state === "paused" ? "faded" : "normal"}
      />
      <div className="sub">
        {state === "paused" ? (
          <>
            <span>{text.t("run.pausedAfter", { time: elapsed })}</span>
            <span>{text.t("run.stepByStep")}</span>
          </>
        ) : (
          <>
            <span>{text.t("run.elapsed", { time: elapsed })}</span>
            {left !== null && <span>{text.t("run.left", { time: durationText(left) })}</span>}
            <span className="speed">{speedText(text, latest.tokensPerSecond)}</span>
          </>
        )}
      </div>
    </div>
  );
}

function Counters() {
  const text = useText();
  const step = useRun((run) => latestOf(run).step);
  const epoch = useShownEpoch();
  const totalSteps = useRun((run) => run.facts?.totalSteps ?? null);
  const length = useShownLength();
  return (
    <div>
      <span>
        {text.t("run.epoch")}{" "}
        <b>
          {text.number(epoch ?? 1)}
          {length !== null && ` / ${text.number(length.epochs)}`}
        </b>
      </span>
      <span>
        {text.t("run.stepCount")} <b>{text.number(step ?? 0)}</b>{" "}
        {totalSteps !== null && <span className="muted">/ {text.number(totalSteps)}</span>}
      </span>
    </div>
  );
}

/** The newest losses, for phones alone: there the charts soon leave the window, and this bar does not. */
function NewestLoss() {
  const text = useText();
  const { trainLoss, validationLoss } = useRun(latestOf);
  if (trainLoss === null) return null;
  return (
    <div className="newest-loss" data-testid="run-loss" data-value={trainLoss}>
      <span>
        {text.t("run.loss")} <b>{lossText(text, trainLoss)}</b>
      </span>
      {validationLoss !== null && (
        <span>
          {text.t("run.validationLoss")} <b>{lossText(text, validationLoss)}</b>
        </span>
      )}
    </div>
  );
}

function lossText(text: Text, loss: number): string {
  return Number.isFinite(loss) ? text.fixed(loss, 3) : text.t("metrics.notANumber");
}

function EndedProgress({ state }: { readonly state: "finished" | "stopped" | "failed" }) {
  const text = useText();
  const latest = useRun(latestOf);
  const totalSteps = useRun((run) => run.facts?.totalSteps ?? null);
  const length = useShownLength();
  const time = durationText(latest.elapsedSeconds ?? 0);
  return (
    <div className="prog">
      <p>
        <b>{text.t(state === "finished" ? "run.doneIn" : "run.endedAfter", { time })}</b> <EndReasonText /> <BestText />{" "}
        <ContinueText />
      </p>
      <NewestLoss />
      <ProgressBar
        label={text.t("run.progress")}
        share={totalSteps === null ? 0 : (latest.step ?? 0) / totalSteps}
        parts={length?.epochs ?? 1}
        tone={endTone(state)}
      />
      <BestButton />
    </div>
  );
}

function EndReasonText() {
  const text = useText();
  const reason = useRun((run) => run.reason);
  const step = useRun((run) => run.endStep);
  const patience = useRun((run) => run.config?.training.patience ?? 0);
  return reason === null ? null : text.t(`run.reason.${reason}`, { step: step ?? 0, patience });
}

function BestText() {
  const text = useText();
  const best = useBestEpoch();
  const { earlyStopping } = useShownTraining();
  const isPadded = useCountedPadding() !== null;
  if (best === null) return null;
  return text.t(isPadded ? "run.bestKeptPadded" : "run.bestKept", {
    loss: text.fixed(watchedLoss(best, earlyStopping), 3),
    epoch: best.epoch,
  });
}

/** Says how far the button that goes on will go. */
function ContinueText() {
  const text = useText();
  const steps = useStepsOfGoingOn();
  if (steps === null) return null;
  return (
    <span data-testid="continue-steps" data-value={steps}>
      {text.t("run.continueSteps", { count: steps })}
    </span>
  );
}

/** Offers the best weights where later epochs were worse. */
function BestButton() {
  const text = useText();
  const commands = useCommands();
  const best = useBestEpoch();
  const kept = useRun(keptEpoch);
  const newest = useRun((run) => run.progress.epochs.at(-1) ?? null);
  if (best === null || best.epoch !== kept || best === newest) return null;
  return (
    <div className="remedies">
      <button type="button" className="btn" data-testid="restore-best" onClick={() => void commands.restoreBest()}>
        {text.t("run.restoreBest")}
      </button>
    </div>
  );
}

function endTone(state: RunState): "normal" | "faded" | "error" {
  if (state === "failed") return "error";
  return state === "stopped" ? "faded" : "normal";
}

function speedText(text: Text, tokensPerSecond: number | null): string {
  return tokensPerSecond === null ? "" : text.t("run.speed", { speed: text.compact(tokensPerSecond) });
}
