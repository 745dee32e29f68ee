// Chooses what the steps axis shows: how far it reaches, where its ticks stand and what they say.
import { linearTicks } from "@/ui/chart-rows";

/** Reach and ticks of the steps axis. */
export interface StepAxis {
  readonly maximum: number;
  readonly ticks: readonly number[];
  /** Steps of one epoch where ticks stand at epochs; null where they count steps. */
  readonly stepsPerEpoch: number | null;
}

const LEAST_STEPS = 20;
const TICKS = 5;

/** Plans an axis up to step `maximum`; once it holds two epochs, ticks stand at epochs. */
export function stepAxis(maximum: number, stepsPerEpoch: number | null): StepAxis {
  if (stepsPerEpoch === null || maximum < 2 * stepsPerEpoch) {
    return { maximum, ticks: wholeTicks(maximum), stepsPerEpoch: null };
  }
  const ticks = wholeTicks(maximum / stepsPerEpoch).map((epoch) => epoch * stepsPerEpoch);
  return { maximum, ticks, stepsPerEpoch };
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

// Below TICKS steps or epochs every one has its tick.
function wholeTicks(maximum: number): readonly number[] {
  return linearTicks([0, maximum], Math.min(TICKS, maximum));
}
