// States worth keeping during a run: the best epoch's, and the last known to be sound. They stay on the session's
// device, and are read only for what outlives the session.
import type { AppError } from "@/domain/errors";
import type { StepMetrics } from "@/domain/run/run-series";
import { standsAtBest } from "@/domain/training/best-epoch";
import { type DivergenceReason, suspectOf } from "@/domain/training/divergence";
import type { TrainingProgress } from "@/domain/training/progress";
import type { SnapshotName } from "@/domain/training/snapshot";
import type { SessionState } from "./engine";
import type { TrainingRun } from "./training-run";

/** Least time between two sound copies; a divergence loses about this much training. */
const GOOD_EVERY_MILLISECONDS = 1000;
/** Of large models copies are seldom enough to take at most such a share of the time. */
const GOOD_SHARE = 0.05;

/** A snapshot that has left its device. */
export interface Snapshot {
  readonly state: SessionState;
  readonly progress: TrainingProgress;
}

/** Copies a snapshot of a run from the device; null where there is none. */
export async function readSnapshot(run: TrainingRun, name: SnapshotName): Promise<Snapshot | null> {
  const progress = run[name];
  return progress && { state: await run.session.readState("all", name), progress };
}

/** Copies a snapshot to the device of a run that has none. */
export async function writeSnapshot(run: TrainingRun, name: SnapshotName, snapshot: Snapshot | null): Promise<void> {
  if (snapshot === null) return;
  await run.session.writeState(snapshot.state, name);
  run[name] = snapshot.progress;
}

/** Keeps the state when the last sound one is old and this one is finite. */
export async function rememberGood(run: TrainingRun, now: () => number): Promise<void> {
  const begun = now();
  const least = Math.max(GOOD_EVERY_MILLISECONDS, run.goodMilliseconds / GOOD_SHARE);
  if (run.good !== null && begun - run.goodAt < least) {
    return;
  }
  const isSound = await run.session.isSound(); // GPU sync
  run.goodAt = begun;
  if (isSound) {
    run.session.keep("good");
    run.good = run.progress;
  }
  run.goodMilliseconds = now() - begun;
}

/** Keeps the state when the epoch just closed is the best so far; tells whether it was. */
export function rememberBest(run: TrainingRun): boolean {
  if (!standsAtBest(run.progress, run.settings.earlyStopping)) {
    return false;
  }
  run.session.keep("best");
  run.best = run.progress;
  return true;
}

/** Puts the last sound weights back and says what happened. */
export function recoverFromDivergence(run: TrainingRun, reason: DivergenceReason, metric: StepMetrics): AppError {
  if (run.good !== null) {
    run.session.putBack("good");
    run.progress = run.good;
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
