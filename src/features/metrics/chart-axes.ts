// Chooses what the abscissa shows: what it counts, how far it reaches, and where its ticks stand.
import type { Abscissa } from "@/domain/run/abscissa";
import { linearTicks } from "@/ui/chart-rows";
import type { ChartView } from "@/ui/chart-view";

const LEAST_STEPS = 20;
const TICKS = 5;
/** Distances between ticks of time, in seconds. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 86_400];

/** Says what the axis counts: epochs only once it holds two of them, steps before. */
export function shownAbscissa(wanted: Abscissa, reachOfSteps: number, stepsPerEpoch: number | null): Abscissa {
  if (wanted !== "epoch") return wanted;
  return stepsPerEpoch === null || reachOfSteps < 2 * stepsPerEpoch ? "step" : "epoch";
}

/**
 * Says up to which step the axis reaches: the smallest halving of the whole run that leaves a little room
 * after the newest step, never past the run's end. A long run so starts with a short axis, and its first
 * minute is not a hair at the edge.
 */
export function axisReach(step: number, totalSteps: number | null): number {
  let maximum = totalSteps ?? Math.max(LEAST_STEPS, step);
  while (maximum / 2 >= Math.max(LEAST_STEPS, step * 1.1)) maximum /= 2;
  return Math.max(maximum, step);
}

/** Chooses about five round places; steps are whole, epochs too where the view holds some. */
export function axisTicks(view: ChartView, by: Abscissa): readonly number[] {
  const width = view[1] - view[0];
  if (by === "time") return timeTicks(view, width);
  if (by === "epoch" && width < 2) return linearTicks(view, TICKS);
  // Below TICKS steps or epochs every one has its tick.
  return linearTicks(view, Math.min(TICKS, Math.max(1, width))).filter(Number.isInteger);
}

function timeTicks(view: ChartView, width: number): readonly number[] {
  const step = TIME_STEPS.find((seconds) => width / seconds <= TICKS);
  if (step === undefined || width < TICKS) return linearTicks(view, TICKS);
  const first = Math.ceil(view[0] / step);
  const count = Math.floor(view[1] / step) - first + 1;
  return Array.from({ length: count }, (_, index) => (first + index) * step);
}
