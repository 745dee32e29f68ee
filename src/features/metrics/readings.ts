// What is read of a chart at one place: the value of every line that is drawn there.
import { readLine } from "@/domain/run/curves";
import type { RunId } from "@/domain/run/run";
import type { ChartReference } from "@/ui/line-chart";
import type { LineLook } from "@/ui/line-key";
import { comparedLine, type PlottedRun, type RunCurves, reaches } from "./plotted-runs";
import { type OpenLooks, otherLook, referenceLook } from "./run-lines";

/** The value of one line; null where it has none. */
export interface Reading {
  /** "training" (smoothed), "training-step" (as measured), "validation", or that of a level. */
  readonly id: string;
  /** The run that it was measured of; null for a level. */
  readonly run: RunId | null;
  /** Its name, where it is not the open one. */
  readonly runName: string | null;
  readonly look: LineLook;
  readonly value: number | null;
  /** Step at which the value was measured; null for a level, which holds everywhere. */
  readonly step: number | null;
  /** Where that step stands. */
  readonly place: number | null;
}

/** What is read, and how. */
export interface ReadingSource {
  readonly plotted: readonly PlottedRun[];
  readonly curves: RunCurves;
  readonly references: readonly ChartReference[];
  readonly looks: OpenLooks;
  readonly smoothing: number;
}

/** Reads every line of a chart at a place: measured ones at their point nearest to it, none beyond its end. */
export function readingsAt(source: ReadingSource, place: number): readonly Reading[] {
  const levels = source.references.map(({ id, value }) => ({
    ...{ id, value, look: referenceLook },
    ...{ run: null, runName: null, step: null, place: null },
  }));
  const runs = source.plotted.flatMap((one) =>
    one.isOpen ? openReadings(source, one, place) : otherReading(source, one, place),
  );
  return [...runs, ...levels];
}

function openReadings(
  { plotted, curves, looks, smoothing }: ReadingSource,
  one: PlottedRun,
  place: number,
): readonly Reading[] {
  const line = reader(one, place);
  const training = line(curves.training, smoothing);
  const validation = line(curves.validation, 0);
  const of = { run: one.run.id, runName: null };
  const at = { step: training?.x ?? null, place: placeOf(one, training?.x) };
  const raw = { id: "training-step", look: looks.raw, value: training?.y ?? null, ...of, ...at };
  return [
    { id: "training", look: looks.smooth, value: training?.smooth ?? null, ...of, ...at },
    ...(smoothing > 0 && plotted.length === 1 ? [raw] : []),
    {
      ...{ id: "validation", look: looks.validation, value: validation?.y ?? null, ...of },
      ...{ step: validation?.x ?? null, place: placeOf(one, validation?.x) },
    },
  ];
}

function otherReading({ curves, smoothing }: ReadingSource, one: PlottedRun, place: number): readonly Reading[] {
  const name = comparedLine(one, curves);
  const isTraining = name === curves.training;
  const point = reader(one, place)(name, isTraining ? smoothing : 0);
  return [
    {
      id: isTraining ? "training" : "validation",
      run: one.run.id,
      runName: one.run.name,
      look: otherLook(one.run.colour, isTraining),
      value: point?.smooth ?? null,
      step: point?.x ?? null,
      place: placeOf(one, point?.x),
    },
  ];
}

function reader(one: PlottedRun, place: number) {
  return (name: Parameters<typeof readLine>[1], smoothing: number) =>
    reaches(one, place) ? readLine(one.run.series, name, smoothing, one.places.stepAt(place)) : null;
}

function placeOf({ places }: PlottedRun, step: number | undefined): number | null {
  return step === undefined ? null : places.placeOf(step);
}
