// The training loop: an async generator that does one slice of work between two yields. Whoever pulls
// decides when to go on, so a pause is simply not pulling. Slices are short enough for a pause to take
// effect within 250 ms, and losses are read back once a slice.
import type { AppError } from "@/domain/errors";
import type { StepMetrics } from "@/domain/run/run-series";
import { divergenceOf } from "@/domain/training/divergence";
import { shouldStop } from "@/domain/training/early-stopping";
import { type EpochRow, emptySums } from "@/domain/training/progress";
import { learningRateAt, updatePlateau } from "@/domain/training/schedule";
import { gradientClipOf, optimizerOf } from "@/domain/training/step-settings";
import type { Evaluation } from "./engine";
import { evaluateInSlices } from "./evaluate";
import { recoverFromDivergence, rememberBest, rememberGood } from "./snapshots";
import { epochEnd, epochIsDue, type TrainingRun, totalSteps } from "./training-run";

/** What happened in a slice. */
export type TrainEvent =
  | { readonly type: "steps"; readonly metrics: readonly StepMetrics[] }
  | { readonly type: "evaluation"; readonly step: number; readonly result: Evaluation }
  | { readonly type: "epoch"; readonly row: EpochRow; readonly best: boolean }
  /** Nothing to show; the slice was spent measuring. */
  | { readonly type: "working" };

/** Why training ended by itself. */
export type TrainEnd =
  | { readonly reason: "epochsDone" | "earlyStopping"; readonly error: null }
  | { readonly reason: "diverged"; readonly error: AppError };

/** Aimed length of a slice; also the least time between two readings of the losses. */
const SLICE_MILLISECONDS = 100;
const MOST_STEPS_A_SLICE = 512;
/** Steps over which the loss is averaged before it counts as lost. */
const RECENT_STEPS = 10;
/** Windows of a short look at validation while an epoch goes on. */
const SHORT_EVALUATION_WINDOWS = 2048;

/** Trains until the run has its length, early stopping strikes or the run diverges. */
export async function* train(run: TrainingRun, now: () => number): AsyncGenerator<TrainEvent, TrainEnd> {
  await rememberGood(run, now);
  while (true) {
    if (epochIsDue(run)) {
      yield* closeEpoch(run, now);
      if (shouldStop(run.progress, run.settings)) {
        return { reason: "earlyStopping", error: null };
      }
      continue;
    }
    if (run.progress.step >= totalSteps(run)) {
      yield* measureUnfinishedEpoch(run, now);
      return { reason: "epochsDone", error: null };
    }
    const metrics = await trainSlice(run, now, stepsUntilStop(run));
    const error = inspect(run, metrics);
    yield { type: "steps", metrics: metricsUntil(metrics, error) };
    if (error !== null) {
      return { reason: "diverged", error };
    }
    await rememberGood(run, now);
    if (shortEvaluationDue(run)) {
      yield* evaluateShortly(run, now);
    }
  }
}

/** Trains one step, and closes the epoch if it was the epoch's last; ends with null unless it diverged. */
export async function* trainOneStep(run: TrainingRun, now: () => number): AsyncGenerator<TrainEvent, TrainEnd | null> {
  await rememberGood(run, now);
  const metrics = await trainSteps(run, now, 1);
  const error = inspect(run, metrics);
  yield { type: "steps", metrics };
  if (error !== null) {
    return { reason: "diverged", error };
  }
  if (epochIsDue(run)) {
    yield* closeEpoch(run, now);
  }
  return null;
}

/** Runs exactly `count` steps, reads their losses and moves progress on. */
async function trainSteps(run: TrainingRun, now: () => number, count: number): Promise<readonly StepMetrics[]> {
  const { settings, progress } = run;
  const rates = Array.from({ length: count }, (_, index) => {
    const position = { step: progress.step + index, epoch: progress.epoch, totalSteps: totalSteps(run) };
    return learningRateAt(settings, position, progress.plateau);
  });
  const started = now();
  run.session.step({ optimizer: optimizerOf(settings), gradientClip: gradientClipOf(settings) }, rates);
  const metrics = await run.session.drain(); // GPU sync
  const elapsed = now() - started;
  run.trainingMilliseconds += elapsed;
  run.stepMilliseconds = smoothed(run.stepMilliseconds, elapsed / count);
  run.firstLoss ??= metrics.find(({ counted }) => counted > 0)?.loss ?? null;
  const sums = { ...progress.sums };
  for (const { loss, accuracy, counted } of metrics) {
    const weight = counted / run.session.stepTargets;
    sums.loss += loss * weight;
    sums.accuracy += accuracy * weight;
    sums.weight += weight;
    sums.steps += 1;
  }
  run.progress = { ...progress, step: progress.step + count, sums };
  return metrics;
}

/** Looks for divergence in finished steps and, if found, puts the last sound weights back. */
function inspect(run: TrainingRun, metrics: readonly StepMetrics[]): AppError | null {
  for (const metric of metrics) {
    if (metric.counted === 0) continue;
    run.recentLoss =
      run.recentLoss === null ? metric.loss : run.recentLoss + (metric.loss - run.recentLoss) / RECENT_STEPS;
    const reason = divergenceOf(run.recentLoss, run.firstLoss ?? metric.loss, run.windows.vocabularySize);
    if (reason !== null) {
      return recoverFromDivergence(run, reason, metric);
    }
  }
  return null;
}

/** Leaves out the steps of a slice that ran on after it had diverged: their weights were thrown away. */
function metricsUntil(metrics: readonly StepMetrics[], error: AppError | null): readonly StepMetrics[] {
  return error?.code === "diverged" ? metrics.filter(({ step }) => step <= error.step) : metrics;
}

async function trainSlice(run: TrainingRun, now: () => number, most: number): Promise<readonly StepMetrics[]> {
  const affordable = run.stepMilliseconds === null ? 1 : Math.floor(SLICE_MILLISECONDS / run.stepMilliseconds);
  return trainSteps(run, now, Math.max(1, Math.min(affordable, most, MOST_STEPS_A_SLICE)));
}

/** Steps to the next moment at which something other than training is due. */
function stepsUntilStop(run: TrainingRun): number {
  const { step } = run.progress;
  const every = run.settings.evaluateEvery;
  const untilEvaluation = every > 0 ? every - (step % every) : Number.POSITIVE_INFINITY;
  return Math.min(epochEnd(run) - step, totalSteps(run) - step, untilEvaluation);
}

/** Weighs the latest measurement by a third; the first step alone (compilation, first touch) counts little. */
function smoothed(previous: number | null, latest: number): number {
  return previous === null ? latest : previous + (latest - previous) / 3;
}

function shortEvaluationDue(run: TrainingRun): boolean {
  const { step } = run.progress;
  const every = run.settings.evaluateEvery;
  const isLast = step >= Math.min(epochEnd(run), totalSteps(run));
  return every > 0 && step % every === 0 && !isLast && run.windows.validation.count > 0;
}

async function* evaluateShortly(run: TrainingRun, now: () => number): AsyncGenerator<TrainEvent> {
  const count = Math.min(SHORT_EVALUATION_WINDOWS, run.windows.validation.count);
  const result = yield* measureValidation(run, count, now);
  if (result !== null) yield { type: "evaluation", step: run.progress.step, result };
}

/** Measures all validation windows at the end of a run that ends amid an epoch. */
async function* measureUnfinishedEpoch(run: TrainingRun, now: () => number): AsyncGenerator<TrainEvent> {
  if (run.progress.sums.steps === 0) return;
  const result = yield* measureValidation(run, run.windows.validation.count, now);
  if (result !== null) yield { type: "evaluation", step: run.progress.step, result };
}

/** Measures the first `count` validation windows; null where they hold no target that counts. */
async function* measureValidation(
  run: TrainingRun,
  count: number,
  now: () => number,
): AsyncGenerator<TrainEvent, Evaluation | null> {
  const result = yield* evaluateInSlices(run.session, "validation", count, now);
  return result.counted > 0 ? result : null;
}

/** Measures all validation windows, writes the epoch's row and feeds schedule and best weights. */
async function* closeEpoch(run: TrainingRun, now: () => number): AsyncGenerator<TrainEvent> {
  const validation = yield* measureValidation(run, run.windows.validation.count, now);
  const { progress, settings } = run;
  const { sums } = progress;
  if (sums.weight === 0) {
    // Batches run on across epochs: what few targets count may all lie in one that counts for another.
    run.progress = { ...progress, epoch: progress.epoch + 1, sums: emptySums };
    return;
  }
  const position = { step: progress.step - 1, epoch: progress.epoch, totalSteps: totalSteps(run) };
  const row: EpochRow = {
    epoch: progress.epoch + 1,
    step: progress.step,
    trainLoss: sums.loss / sums.weight,
    trainAccuracy: sums.accuracy / sums.weight,
    validationLoss: validation?.loss ?? null,
    validationAccuracy: validation?.accuracy ?? null,
    learningRate: learningRateAt(settings, position, progress.plateau),
  };
  const measured = row.validationLoss ?? row.trainLoss;
  run.progress = {
    ...progress,
    epoch: row.epoch,
    plateau: updatePlateau(progress.plateau, settings, measured),
    sums: emptySums,
    epochs: [...progress.epochs, row],
  };
  const best = rememberBest(run);
  yield { type: "epoch", row, best };
}
