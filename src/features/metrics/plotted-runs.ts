// The runs that a chart draws, with their places on the abscissa: a crosshair reads them all at one place.
import { type Abscissa, type Places, placesFrom, placesOf } from "@/domain/run/abscissa";
import { type LineName, readLine } from "@/domain/run/curves";
import type { Run } from "@/domain/run/run";
import { lastStep } from "@/domain/run/step-table";

/** Shares of a step by which places may be off. */
const ROUNDING = 1e-6;

/** A run in a chart. */
export interface PlottedRun {
  readonly run: Run;
  readonly isOpen: boolean;
  readonly places: Places;
  /** The last step that anything was measured of, 0 before the first. */
  readonly lastStep: number;
}

/** Which curves a chart draws. */
export interface RunCurves {
  readonly training: "trainLoss" | "trainAccuracy";
  readonly validation: "validationLoss" | "validationAccuracy";
}

/** How runs are placed. */
export interface Placing {
  readonly by: Abscissa;
  /** Whether a run that grew from another one that is drawn begins where that one stood then. */
  readonly isJoined: boolean;
}

/** Places the runs; those of which the abscissa is not known are left out. */
export function plottedRuns(runs: readonly Run[], open: Run["id"] | null, placing: Placing): readonly PlottedRun[] {
  return runs.flatMap((run) => {
    const places = joinedPlaces(run, runs, placing);
    const { training, validation } = run.series;
    const last = Math.max(0, lastStep(training), lastStep(validation));
    return places === null ? [] : [{ run, isOpen: run.id === open, places, lastStep: last }];
  });
}

/** A parent is older than its child, so that the way up ends. */
function joinedPlaces(run: Run, drawn: readonly Run[], placing: Placing): Places | null {
  const own = placesOf(run, placing.by);
  const { parent } = run;
  const held = placing.isJoined && parent !== null ? drawn.find(({ id }) => id === parent.id) : undefined;
  if (own === null || parent === null || held === undefined) return own;
  const places = joinedPlaces(held, drawn, placing);
  return placesFrom(own, places?.placeOf(parent.step) ?? 0);
}

/** Names the line by which a run that is not open is compared: its validation where it has one. */
export function comparedLine({ run }: PlottedRun, { training, validation }: RunCurves): LineName {
  return run.series.validation.rows > 0 ? validation : training;
}

/** Tells whether a run had begun and come as far as a place. */
export function reaches({ places, lastStep }: PlottedRun, place: number): boolean {
  const step = places.stepAt(place);
  const rounding = ROUNDING * Math.max(1, lastStep);
  return step >= -rounding && step <= lastStep + rounding;
}

/** A recorded step of a run, and where it stands. */
export interface Spot {
  readonly of: PlottedRun | null;
  readonly step: number;
  readonly place: number;
}

/**
 * Gives the recorded step nearest to a place, of the first run that comes as far, else of the one that came furthest; a
 * whole step while nothing is recorded.
 */
export function nearestSpot(plotted: readonly PlottedRun[], curves: RunCurves, place: number): Spot {
  const measured = plotted.filter((one) => one.lastStep > 0);
  const furthest = measured.reduce<PlottedRun | null>(
    (most, one) => (most === null || endOf(one) > endOf(most) ? one : most),
    null,
  );
  const of = measured.find((one) => reaches(one, place)) ?? furthest;
  if (of === null) {
    const step = Math.max(0, Math.round(place));
    return { of, step, place: step };
  }
  const at = of.places.stepAt(place);
  const { series } = of.run;
  const point = readLine(series, curves.training, 0, at) ?? readLine(series, curves.validation, 0, at);
  const step = point?.x ?? 0;
  return { of, step, place: of.places.placeOf(step) };
}

/** Gives the recorded step about `distance` from a place, another one at least; the last one at the ends. */
export function movedSpot(plotted: readonly PlottedRun[], curves: RunCurves, place: number, distance: number): Spot {
  const from = nearestSpot(plotted, curves, place);
  const direction = Math.sign(distance);
  const end = Math.max(place, ...plotted.map(endOf)) + Math.abs(distance);
  for (let reach = Math.abs(distance); reach <= 2 * end; reach *= 2) {
    const moved = nearestSpot(plotted, curves, Math.min(end, Math.max(0, from.place + direction * reach)));
    if ((moved.place - from.place) * direction > 0) return moved;
  }
  return from;
}

function endOf({ places, lastStep }: PlottedRun): number {
  return places.placeOf(lastStep);
}
