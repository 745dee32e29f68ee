// What an accident leaves of a run: it rests at its newest weights, and what was measured behind them is gone.
import type { Run } from "@/domain/run/run";
import { cutSeries } from "@/domain/run/run-series";
import type { TrainingProgress } from "@/domain/training/progress";

/** Most cuts that a run keeps: its newest. */
const MOST_CUTS = 1000;

/** Gives the run paused at `progress`, with a mark of the cut; series and samples lose the steps behind it, which are made anew. */
export function cutAt(run: Run, progress: TrainingProgress): Run {
  const cut = { step: progress.step, lost: Math.max(0, run.progress.step - progress.step) };
  cutSeries(run.series, progress.step);
  const cuts = [...run.cuts, cut].slice(-MOST_CUTS);
  const samples = run.samples.filter(({ step }) => step <= progress.step);
  return { ...run, state: "paused", reason: null, endStep: null, error: null, progress, cuts, samples };
}
