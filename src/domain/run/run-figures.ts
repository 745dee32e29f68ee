// What follows from the record of a run: its newest figures, its unsaved training, the epoch that can be put back.
import type { CheckpointMark, OpenRun, Run } from "./run";
import { measuredAt } from "./step-table";

/** Newest figures; null until measured. Losses in nats a token, accuracies as shares. */
export interface LatestMetrics {
  readonly step: number | null;
  readonly epoch: number | null;
  readonly trainLoss: number | null;
  readonly trainAccuracy: number | null;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly gradientNorm: number | null;
  readonly learningRate: number | null;
  readonly tokensPerSecond: number | null;
  readonly stepMilliseconds: number | null;
  /** Training time, pauses excluded. */
  readonly elapsedSeconds: number | null;
}

const known = new WeakMap<OpenRun, LatestMetrics>();

/** Gives the newest figures of a run; the same object for the same record. */
export function latestOf(run: OpenRun): LatestMetrics {
  const latest = known.get(run) ?? figuresOf(run);
  known.set(run, latest);
  return latest;
}

/** Tells whether the run has weights that have learned or came out of a file. */
export function hasWeights({ progress, checkpoints }: Pick<OpenRun, "progress" | "checkpoints">): boolean {
  return progress.step > 0 || checkpoints.length > 0;
}

/** Tells whether anything on its way is worth a mark: a setting that changed, an accident, an early stop. */
export function hasMarks({ changes, cuts, reason }: Pick<OpenRun, "changes" | "cuts" | "reason">): boolean {
  return changes.length > 0 || cuts.length > 0 || reason === "earlyStopping";
}

function figuresOf(run: OpenRun): LatestMetrics {
  const { progress, series, pace } = run;
  const begun = hasWeights(run);
  // The loss of the last step is not the mean of an epoch: that stands in the table.
  const newest = measuredAt(series.training, progress.step);
  const row = progress.epochs.at(-1) ?? null;
  const check = series.validation.newest;
  return {
    step: begun ? progress.step : null,
    epoch: begun ? progress.epoch : null,
    trainLoss: newest?.loss ?? null,
    trainAccuracy: newest?.accuracy ?? null,
    validationLoss: check?.loss ?? null,
    validationAccuracy: check?.accuracy ?? null,
    gradientNorm: measured(newest?.gradientNorm),
    learningRate: newest?.learningRate ?? (row?.step === progress.step ? row.learningRate : null),
    tokensPerSecond: pace?.tokensPerSecond ?? null,
    stepMilliseconds: pace?.stepMilliseconds ?? null,
    elapsedSeconds: pace?.trainingSeconds ?? null,
  };
}

/** Gives the epoch whose weights the worker can put back, null while there are none. */
export function keptEpoch({ progress, checkpoints }: Pick<OpenRun, "progress" | "checkpoints">): number | null {
  const best = checkpoints.find(({ kind, where }) => kind === "best" && where !== "browser");
  return (best && progress.epochs.find(({ step }) => step === best.step)?.epoch) ?? null;
}

/** Counts the seconds of training that no weights hold in a file of the user's, or in one of other `places`. */
export function unsavedSeconds(
  { pace, checkpoints }: Pick<OpenRun, "pace" | "checkpoints">,
  places: readonly CheckpointMark["where"][] = ["file"],
): number {
  const saved = checkpoints.reduce(
    (most, { where, seconds }) => (places.includes(where) ? Math.max(most, seconds ?? 0) : most),
    0,
  );
  return Math.max(0, (pace?.trainingSeconds ?? 0) - saved);
}

/** How a run stands while nothing goes on. */
export interface Rest extends Pick<Run, "reason" | "error" | "endStep"> {
  readonly state: Exclude<Run["state"], "idle" | "preparing" | "running">;
}

/** Tells how a run stands once nothing goes on. An accident does not end a run; a divergence does. */
export function restOf({ state, reason, error, endStep }: Run): Rest {
  const hasEnded = state === "finished" || state === "stopped" || (state === "failed" && reason === "diverged");
  return hasEnded ? { state, reason, error, endStep } : { state: "paused", reason: null, error: null, endStep: null };
}

function measured(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value;
}
