// One curve of a run: all its points in typed arrays, and the thinned lines that a chart draws of it.
import { decimate } from "@/domain/metrics/decimate";
import { nearestIndex, Series, type SeriesView } from "@/domain/metrics/series";
import { SmoothedSeries } from "@/domain/metrics/smooth";

/** A point of a curve: x in steps. */
export interface MetricPoint {
  readonly x: number;
  readonly y: number;
}

/** A point with its smoothed ordinate. */
export interface CurveReading extends MetricPoint {
  readonly smooth: number;
}

interface SmoothedLine {
  readonly weight: number;
  readonly series: SmoothedSeries;
  /** Null until asked for. */
  points: readonly MetricPoint[] | null;
}

/** A growing curve and what is drawn of it. */
export class Curve {
  #series = new Series();
  #points: readonly MetricPoint[] | null = [];
  #smooth: SmoothedLine | null = null;

  /** Adds a point. One of the same step or later means that weights were put back, and goes. */
  add(step: number, value: number): void {
    this.cutFrom(step);
    this.#series.push(step, value);
    this.#points = null;
    if (this.#smooth !== null) this.#smooth.points = null;
  }

  /** Forgets the points of `step` and later. */
  cutFrom(step: number): void {
    if (!this.#series.cutFrom(step)) return;
    this.#points = null;
    this.#smooth = null;
  }

  /** Gives at most 500 points; the same array until a point is added. */
  points(): readonly MetricPoint[] {
    this.#points ??= thinnedPoints(this.#series.view());
    return this.#points;
  }

  /** Gives at most 500 points of the curve smoothed over all its points; `weight` holds for a 500th of it. */
  smoothed(weight: number): readonly MetricPoint[] {
    const line = this.#smoothedBy(weight);
    line.points ??= thinnedPoints(line.series.follow(this.#series.view()));
    return line.points;
  }

  /** Gives the point nearest to `x`, as measured and as smoothed by `weight`; null on an empty curve. */
  nearest(x: number, weight: number): CurveReading | null {
    const view = this.#series.view();
    const index = nearestIndex(view, x);
    if (index < 0) return null;
    const smooth = this.#smoothedBy(weight).series.follow(view);
    return { ...pointAt(view, index), smooth: pointAt(smooth, index).y };
  }

  /** Copies all points. */
  copy(): Curve {
    const copy = new Curve();
    const view = this.#series.view();
    for (let index = 0; index < view.steps.length; index++) {
      const { x, y } = pointAt(view, index);
      copy.add(x, y);
    }
    return copy;
  }

  /** Forgets all points. */
  clear(): void {
    this.cutFrom(Number.NEGATIVE_INFINITY);
  }

  #smoothedBy(weight: number): SmoothedLine {
    if (this.#smooth?.weight !== weight) this.#smooth = { weight, series: new SmoothedSeries(weight), points: null };
    return this.#smooth;
  }
}

function thinnedPoints(series: SeriesView): readonly MetricPoint[] {
  const thinned = decimate(series);
  return Array.from(thinned.steps, (_, index) => pointAt(thinned, index));
}

function pointAt({ steps, values }: SeriesView, index: number): MetricPoint {
  return { x: steps[index] ?? Number.NaN, y: values[index] ?? Number.NaN };
}
