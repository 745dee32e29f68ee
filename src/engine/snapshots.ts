// Copies of weights worth keeping during a run: the best epoch's, and the last known to be sound.
import type { AppError } from "@/domain/errors";
import type { StepMetrics } from "@/domain/run/run-series";
import { standsAtBest } from "@/domain/training/best-epoch";
import { type DivergenceReason, suspectOf } from "@/domain/training/divergence";
import type { SessionState } from "./engine";
import type { TrainingRun } from "./training-run";

/** Least time between two sound copies; a divergence loses at most this much training. */
const GOOD_EVERY_MILLISECONDS = 1000;

/** Copies the weights when the last sound copy is old and the weights are finite. */
export async function rememberGood(run: TrainingRun, now: number): Promise<void> {
  if (run.good !== null && now - run.goodAt < GOOD_EVERY_MILLISECONDS) {
    return;
  }
  const state = await run.session.readState(); // GPU sync
  run.goodAt = now;
  if (isSound(state)) {
    run.good = { state, progress: run.progress };
  }
}

/** Keeps the weights when the epoch just closed is the best so far; tells whether it was. */
export async function rememberBest(run: TrainingRun): Promise<boolean> {
  if (!standsAtBest(run.progress, run.settings.earlyStopping)) {
    return false;
  }
  run.best = { state: await run.session.readState(), progress: run.progress }; // GPU sync
  return true;
}

/** Puts the last sound weights back and says what happened. */
export async function recoverFromDivergence(
  run: TrainingRun,
  reason: DivergenceReason,
  metric: StepMetrics,
): Promise<AppError> {
  if (run.good !== null) {
    await run.session.writeState(run.good.state);
    run.progress = run.good.progress;
    run.recentLoss = null;
  }
  return {
    code: "diverged",
    step: metric.step,
    reason,
    loss: metric.loss,
    suspect: suspectOf(run.settings, metric.learningRate),
    restoredStep: run.progress.step,
  };
}

function isSound(state: SessionState): boolean {
  for (const tensor of state.tensors.values()) {
    if (!tensor.data.every(Number.isFinite)) {
      return false;
    }
  }
  return true;
}
