// One run under way: its session, its live settings, and what must be remembered between slices.
import type { TrainingConfig } from "@/domain/config/run-config";
import type { TrainingProgress } from "@/domain/training/progress";
import { batchSizeFor, stepsForEpochs } from "@/domain/windows/batch-order";
import type { TokenWindows } from "@/domain/windows/token-windows";
import type { SessionState, TrainingSession } from "./engine";

/** Mutable on purpose: the training loop and the worker's calls share it, one thread owns both. */
export interface TrainingRun {
  readonly session: TrainingSession;
  readonly windows: TokenWindows;
  /** Windows of a step, no more than there are. Fixed for the run; live settings are read from `settings`. */
  readonly batchSize: number;
  settings: TrainingConfig;
  progress: TrainingProgress;
  /** Loss of the run's first step, null before it. */
  firstLoss: number | null;
  /** Running mean of the latest losses, null before the first step: one bad batch is no divergence. */
  recentLoss: number | null;
  /** Weights of the best epoch (domain/training/best-epoch.ts); null before the first, and where a file lacks them. */
  best: { readonly state: SessionState; readonly progress: TrainingProgress } | null;
  /** The last state known to be sound, for divergence. */
  good: { readonly state: SessionState; readonly progress: TrainingProgress } | null;
  /** When `good` was last looked at, on the caller's clock. */
  goodAt: number;
  /** Milliseconds spent in training slices, pauses and evaluation left out. */
  trainingMilliseconds: number;
  /** Running mean of the time of one step, null before the first. */
  stepMilliseconds: number | null;
}

/** Prepares a run from the session's start or from restored progress. */
export function createTrainingRun(
  session: TrainingSession,
  windows: TokenWindows,
  settings: TrainingConfig,
  progress: TrainingProgress,
): TrainingRun {
  return {
    session,
    windows,
    batchSize: batchSizeFor(windows.train, settings.batchSize),
    settings,
    progress,
    firstLoss: null,
    recentLoss: null,
    best: null,
    good: null,
    goodAt: 0,
    trainingMilliseconds: 0,
    stepMilliseconds: null,
  };
}

/** Counts the steps of all configured epochs. */
export function totalSteps(run: TrainingRun): number {
  return stepsForEpochs(run.windows.train, run.batchSize, run.settings.epochs);
}

/** Tells whether the epoch under way is complete and waits for its row. */
export function epochIsDue(run: TrainingRun): boolean {
  // A run asked for more epochs may stand past the end of the next one before it has taken a step of it.
  return run.progress.sums.steps > 0 && run.progress.step >= epochEnd(run);
}

/** Gives the step count at which the epoch under way is complete. */
export function epochEnd(run: TrainingRun): number {
  return stepsForEpochs(run.windows.train, run.batchSize, run.progress.epoch + 1);
}
