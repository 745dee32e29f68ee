// What an accident leaves of a run: it rests at its newest weights, and what was measured behind them is gone.
import { PAUSED, type Run } from "@/domain/run/run";
import { cutSeries } from "@/domain/run/run-series";
import type { TrainingProgress } from "@/domain/training/progress";

/** Most cuts that a run keeps: its newest. */
const MOST_CUTS = 1000;

/**
 * Gives the run paused at `progress`, with a mark of the cut; series and samples lose the steps behind it, which are made anew.
 * @param reached the step that the run had come to, where its record does not know of it
 */
export function cutAt(run: Run, progress: TrainingProgress, reached = run.progress.step): Run {
  const cut = { step: progress.step, lost: Math.max(0, reached - progress.step) };
  return { ...asOldAs(run, progress), cuts: [...run.cuts, cut].slice(-MOST_CUTS) };
}

/** Gives the run paused at `progress`, without what was measured behind it. */
export function asOldAs(run: Run, progress: TrainingProgress): Run {
  cutSeries(run.series, progress.step);
  const samples = run.samples.filter(({ step }) => step <= progress.step);
  return { ...run, ...PAUSED, endStep: null, progress, samples };
}
