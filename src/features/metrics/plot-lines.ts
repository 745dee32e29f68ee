// The lines of all drawn runs, thinned where they were measured and placed on the abscissa.
import { drawnLine, type LineName, type LinePoint, type StepRange } from "@/domain/run/curves";
import { shortenText } from "@/domain/shorten-text";
import type { ChartLine } from "@/ui/chart-rows";
import type { ChartView } from "@/ui/chart-view";
import type { LineLook } from "@/ui/line-key";
import { comparedLine, type PlottedRun, type RunCurves } from "./plotted-runs";
import { type OpenLooks, otherLook } from "./run-lines";

/** Longest name that is written into a plot whole: names tell runs apart by how they begin. */
const LONGEST_LABEL = 20;

/** What is drawn, and how. */
export interface LineSource {
  readonly plotted: readonly PlottedRun[];
  readonly curves: RunCurves;
  readonly looks: OpenLooks;
  readonly smoothing: number;
  /** The part that is looked at closely; null for everything. */
  readonly part: ChartView | null;
}

/** Gives the lines in the order in which they are drawn: others first, so that the open run lies over them. */
export function plotLines(source: LineSource): readonly ChartLine[] {
  const others = source.plotted.filter(({ isOpen }) => !isOpen).toReversed();
  const open = source.plotted.filter(({ isOpen }) => isOpen);
  return [...others.map((one) => otherLine(source, one)), ...open.flatMap((one) => openLines(source, one))];
}

function openLines({ plotted, curves, looks, smoothing, part }: LineSource, one: PlottedRun): readonly ChartLine[] {
  const line = (id: keyof OpenLooks, name: LineName, weight: number): ChartLine => ({
    id: `${one.run.id} ${id}`,
    points: placedLine(one, name, weight, part),
    look: looks[id],
    label: null,
  });
  // Among several runs the single steps of one would cover the others.
  const raw = smoothing > 0 && plotted.length === 1 ? [line("raw", curves.training, 0)] : [];
  return [...raw, line("smooth", curves.training, smoothing), line("validation", curves.validation, 0)];
}

function otherLine({ curves, smoothing, part }: LineSource, one: PlottedRun): ChartLine {
  const name = comparedLine(one, curves);
  const isTraining = name === curves.training;
  const look: LineLook = otherLook(one.run.colour, isTraining);
  const points = placedLine(one, name, isTraining ? smoothing : 0, part);
  return { id: one.run.id, points, look, label: labelOf(one.run.name) };
}

function labelOf(name: string): string {
  return name.length > LONGEST_LABEL ? `${shortenText(name, LONGEST_LABEL - 1).trimEnd()}…` : name;
}

const placed = new WeakMap<readonly LinePoint[], { readonly places: string; readonly points: readonly LinePoint[] }>();

/** A line to which nothing came is the same array. */
function placedLine(one: PlottedRun, name: LineName, weight: number, part: ChartView | null): readonly LinePoint[] {
  const { places, run } = one;
  const points = drawnLine(run.series, name, weight, part === null ? null : rangeOf(one, part));
  const key = `${places.by} ${places.scale} ${places.offset}`;
  const known = placed.get(points);
  if (known?.places === key) return known.points;
  const moved =
    places.by === "step" && places.offset === 0 ? points : points.map(({ x, y }) => ({ x: places.placeOf(x), y }));
  placed.set(points, { places: key, points: moved });
  return moved;
}

function rangeOf({ places }: PlottedRun, [low, high]: ChartView): StepRange {
  return { first: places.stepAt(low), last: places.stepAt(high) };
}
