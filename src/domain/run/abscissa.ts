// Where a step of a run stands on the abscissa of a chart, and which step stands at a place: by steps, epochs or seconds
// of training.

import { stepWindowsFor } from "../windows/batch-order";
import type { Run } from "./run";
import { columnOf } from "./step-table";

/** What the abscissa counts. */
export const ABSCISSAE = ["step", "epoch", "time"] as const;

/** Names what the abscissa counts. */
export type Abscissa = (typeof ABSCISSAE)[number];

/** The places of one run: growing with the steps. */
export interface Places {
  readonly by: Abscissa;
  /** Steps of a unit; of a clock, the steps that it has told of. Places of one run with the same three numbers are the same. */
  readonly scale: number;
  /** Where the run begins. */
  readonly offset: number;
  /** Gives where a step stands. */
  readonly placeOf: (step: number) => number;
  /** Gives the step, a part of one too, that stands at a place. */
  readonly stepAt: (place: number) => number;
}

const BY_STEPS: Places = { by: "step", scale: 1, offset: 0, placeOf: (step) => step, stepAt: (place) => place };

/** Gives the places of a run; null where what they go by is not known of it. */
export function placesOf(run: Pick<Run, "config" | "data" | "series">, by: Abscissa): Places | null {
  switch (by) {
    case "step":
      return BY_STEPS;
    case "epoch": {
      const size = stepsPerEpoch(run);
      return size === null
        ? null
        : { by, scale: size, offset: 0, placeOf: (step) => step / size, stepAt: (place) => place * size };
    }
    case "time":
      return byTime(run);
  }
  return by satisfies never;
}

/** Gives the places of a run that begins at `offset` of the abscissa. */
export function placesFrom(places: Places, offset: number): Places {
  if (offset === 0) return places;
  return {
    ...places,
    offset: places.offset + offset,
    placeOf: (step) => offset + places.placeOf(step),
    stepAt: (place) => places.stepAt(place - offset),
  };
}

/** Gives the length of an epoch in steps, a part of one too; null where the data is not known. */
export function stepsPerEpoch({ config, data }: Pick<Run, "config" | "data">): number | null {
  const count = data.trainWindows;
  return count === null || count === 0 ? null : count / stepWindowsFor({ count }, config.training);
}

/** Between two readings of the clock, and beyond the last one, steps take equally long. */
function byTime({ series: { clock } }: Pick<Run, "series">): Places | null {
  if (clock.rows === 0) return null;
  const steps = columnOf(clock, "step");
  const seconds = columnOf(clock, "seconds");
  return {
    by: "time",
    scale: steps[clock.rows - 1],
    offset: 0,
    placeOf: (step) => interpolate(steps, seconds, step),
    stepAt: (place) => interpolate(seconds, steps, place),
  };
}

/** Follows the straight pieces through (0, 0) and the points; the last piece goes on. */
function interpolate(from: Float64Array, to: Float64Array, at: number): number {
  let low = -1;
  let high = from.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (from[middle] < at) low = middle;
    else high = middle;
  }
  const [startFrom, startTo] = low < 0 ? [0, 0] : [from[low], to[low]];
  const width = from[high] - startFrom;
  return width > 0 ? startTo + ((at - startFrom) / width) * (to[high] - startTo) : to[high];
}
