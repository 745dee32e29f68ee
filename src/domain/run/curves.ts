// The lines that charts draw of a run: smoothed over every row first, then thinned once. What was drawn is kept beside
// the series, so that a line to which nothing came is the same array.
import { CHART_POINTS, decimate, type SeriesView } from "../metrics/decimate";
import { SmoothedSeries } from "../metrics/smooth";
import type { RunSeries } from "./run-series";
import { columnOf, lastStep, nearestIndex, type StepTable } from "./step-table";

/** The name of a line. */
export type LineName = "trainLoss" | "trainAccuracy" | "validationLoss" | "validationAccuracy";

/** A point of a line: x in steps. */
export interface LinePoint {
  readonly x: number;
  readonly y: number;
}

/** A measured point with its smoothed ordinate. */
export interface LineReading extends LinePoint {
  readonly smooth: number;
}

type Column = "loss" | "accuracy";

/** A part of a run, in steps. */
export interface StepRange {
  readonly first: number;
  readonly last: number;
}

interface Thinned {
  readonly edition: number;
  readonly rows: number;
  readonly end: number;
  readonly range: StepRange | null;
  readonly points: readonly LinePoint[];
}

interface Drawn {
  edition: number;
  readonly weight: number;
  smooth: SmoothedSeries;
  whole: Thinned | null;
  part: Thinned | null;
}

/** What was drawn last of each table: of each column as measured, and smoothed by one weight. */
const drawn = new WeakMap<StepTable<Column>, Map<string, Drawn>>();

/**
 * Gives at most 500 points of a line, or of a part of it with a point on either side; the same array until a row comes.
 * `weight` in [0, 1) of the past holds for a 500th of the line, 0 for the line as measured.
 */
export function drawnLine(
  series: RunSeries,
  name: LineName,
  weight: number,
  range: StepRange | null = null,
): readonly LinePoint[] {
  const { table, column } = sourceOf(series, name);
  const line = followed(table, column, weight);
  const { rows, edition } = table;
  const end = lastStep(table);
  const known = range === null ? line.whole : line.part;
  if (known?.rows === rows && known.end === end && known.edition === edition && isSame(known.range, range)) {
    return known.points;
  }
  const view = cut(weight === 0 ? viewOf(table, column) : line.smooth.follow(viewOf(table, column)), range);
  // A part that ends before the newest full row does not reach what comes after it.
  const last = view.steps.at(-1) === table.columns.step[rows - 1] ? unfinished(table, column, weight) : null;
  const thinned = decimate(view, last === null ? CHART_POINTS : CHART_POINTS - 1);
  const measured = Array.from(thinned.steps, (x, index) => ({ x, y: thinned.values[index] }));
  const points = last === null ? measured : [...measured, { x: last.x, y: last.smooth }];
  line[range === null ? "whole" : "part"] = { rows, end, edition, range, points };
  return points;
}

function isSame(one: StepRange | null, other: StepRange | null): boolean {
  return one?.first === other?.first && one?.last === other?.last;
}

function cut({ steps, values }: SeriesView, range: StepRange | null): SeriesView {
  if (range === null || steps.length === 0) return { steps, values };
  const from = Math.max(0, nearestIndex(steps, range.first) - 1);
  const to = nearestIndex(steps, range.last) + 2;
  return { steps: steps.subarray(from, to), values: values.subarray(from, to) };
}

/** Gives the point of a line nearest to `x`, as measured and as smoothed by `weight`; null on an empty line. */
export function readLine(series: RunSeries, name: LineName, weight: number, x: number): LineReading | null {
  const { table, column } = sourceOf(series, name);
  const view = viewOf(table, column);
  const index = nearestIndex(view.steps, x);
  const last = unfinished(table, column, weight);
  if (index < 0) return last;
  if (last !== null && last.x - x < x - view.steps[index]) return last;
  const y = view.values[index];
  const smooth = weight === 0 ? y : followed(table, column, weight).smooth.follow(view).values[index];
  return { x: view.steps[index], y, smooth };
}

function viewOf(table: StepTable<Column>, column: Column): SeriesView {
  return { steps: columnOf(table, "step"), values: columnOf(table, column) };
}

/** Gives the end of a line whose newest steps do not fill a row yet: the mean of those; null where every row is full. */
function unfinished(table: StepTable<Column>, column: Column, weight: number): LineReading | null {
  const { pending, stride } = table;
  if (pending === null) return null;
  const { [column]: y, step: x } = pending.row;
  if (weight === 0) return { x, y, smooth: y };
  const { smooth } = followed(table, column, weight);
  smooth.follow(viewOf(table, column));
  return { x, y, smooth: smooth.after(y, pending.count / stride) };
}

function sourceOf(
  { training, validation }: RunSeries,
  name: LineName,
): { readonly table: StepTable<Column>; readonly column: Column } {
  const table = (name.startsWith("train") ? training : validation) as StepTable<Column>;
  return { table, column: name.endsWith("Loss") ? "loss" : "accuracy" };
}

/** Gives what is known of a line; a smoothed one begins anew for another weight, and where rows went. */
function followed(table: StepTable<Column>, column: Column, weight: number): Drawn {
  const lines = drawn.get(table) ?? new Map<string, Drawn>();
  drawn.set(table, lines);
  const key = `${column} ${weight === 0 ? "measured" : "smooth"}`;
  const known = lines.get(key);
  if (known !== undefined && known.weight === weight) {
    if (known.edition !== table.edition) {
      known.smooth = new SmoothedSeries(weight);
      known.edition = table.edition;
    }
    return known;
  }
  const fresh = { edition: table.edition, weight, smooth: new SmoothedSeries(weight), whole: null, part: null };
  lines.set(key, fresh);
  return fresh;
}
