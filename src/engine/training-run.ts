// One run under way: its session, its live settings, and what must be remembered between slices.
import type { TrainingConfig } from "@/domain/config/run-config";
import { shouldStop } from "@/domain/training/early-stopping";
import type { TrainingProgress } from "@/domain/training/progress";
import { plannedSteps, type RunSize } from "@/domain/training/run-length";
import { stepsForEpochs } from "@/domain/windows/batch-order";
import type { TokenWindows } from "@/domain/windows/token-windows";
import type { TrainingSession } from "./engine";

/** Mutable on purpose: the training loop and the worker's calls share it, one thread owns both. */
export interface TrainingRun {
  readonly session: TrainingSession;
  readonly windows: TokenWindows;
  /** Fixed for the run; live settings are read from `settings`. */
  readonly size: RunSize;
  settings: TrainingConfig;
  progress: TrainingProgress;
  /** Loss of the run's first step, null before it. */
  firstLoss: number | null;
  /** Running mean of the latest losses, null before the first step: one bad batch is no divergence. */
  recentLoss: number | null;
  /**
   * Where the session's snapshot of the best epoch (domain/training/best-epoch.ts) stands; null before the first, and
   * where a file lacks it.
   */
  best: TrainingProgress | null;
  /** Where its snapshot of the last state known to be sound stands, for divergence. */
  good: TrainingProgress | null;
  /** When `good` was last looked at, on the caller's clock. */
  goodAt: number;
  /** What the last look at it and its copy took. */
  goodMilliseconds: number;
  /** Milliseconds spent in training slices, pauses and evaluation left out. */
  trainingMilliseconds: number;
  /** Running mean of the time of one step, null before the first. */
  stepMilliseconds: number | null;
}

/** Prepares a run from the session's start or from restored progress. */
export function createTrainingRun(
  { session, windows, size }: Pick<TrainingRun, "session" | "windows" | "size">,
  settings: TrainingConfig,
  progress: TrainingProgress,
): TrainingRun {
  return {
    session,
    windows,
    size,
    settings,
    progress,
    firstLoss: null,
    recentLoss: null,
    best: null,
    good: null,
    goodAt: 0,
    goodMilliseconds: 0,
    trainingMilliseconds: 0,
    stepMilliseconds: null,
  };
}

/** Counts the steps that the run lasts in all: as its settings ask, or to where it was told to go on. */
export function totalSteps({ settings, size, progress }: TrainingRun): number {
  return Math.max(plannedSteps(settings, size), progress.goal);
}

/** Takes live settings over; another length takes the place of what going on had added. */
export function changeSettings(run: TrainingRun, settings: TrainingConfig): void {
  const isSameLength = plannedSteps(settings, run.size) === plannedSteps(run.settings, run.size);
  run.settings = settings;
  if (!isSameLength) run.progress = { ...run.progress, goal: 0 };
}

/** Readies a run to go on. One that has come to its end adds as many steps as its settings ask for. */
export function goOn(run: TrainingRun): void {
  const { settings, progress } = run;
  const { step, epochs } = progress;
  if (step >= totalSteps(run)) run.progress = { ...run.progress, goal: step + plannedSteps(settings, run.size) };
  if (shouldStop(progress, settings)) run.progress = { ...run.progress, patienceFrom: epochs.length };
}

/** Tells whether the epoch under way is complete and waits for its row. */
export function epochIsDue(run: TrainingRun): boolean {
  // A run asked for more epochs may stand past the end of the next one before it has taken a step of it.
  return run.progress.sums.steps > 0 && run.progress.step >= epochEnd(run);
}

/** Gives the step count at which the epoch under way is complete. */
export function epochEnd({ size, progress }: TrainingRun): number {
  return stepsForEpochs({ count: size.windows }, size.stepWindows, progress.epoch + 1);
}
