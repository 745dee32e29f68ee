// One curve of a run: all its points in typed arrays, and the thinned points that a chart draws.
import { decimate } from "@/domain/metrics/decimate";
import { Series } from "@/domain/metrics/series";

/** A point of a curve: x in steps. */
export interface MetricPoint {
  readonly x: number;
  readonly y: number;
}

/** A growing curve and its thinned view. */
export class Curve {
  #series = new Series();
  #shown: readonly MetricPoint[] | null = [];

  /** Adds a point. A step before the last one means that weights were put back: later points go. */
  add(step: number, value: number): void {
    const { steps, values } = this.#series.view();
    const last = steps.at(-1);
    if (last !== undefined && step < last) {
      this.#series.clear();
      for (const [index, kept] of steps.entries())
        if (kept < step) this.#series.push(kept, values[index] ?? Number.NaN);
    }
    this.#series.push(step, value);
    this.#shown = null;
  }

  /** Gives at most 500 points; the same array until a point is added. */
  shown(): readonly MetricPoint[] {
    this.#shown ??= pointsOf(this.#series);
    return this.#shown;
  }

  /** Copies all points. */
  copy(): Curve {
    const copy = new Curve();
    const { steps, values } = this.#series.view();
    for (const [index, step] of steps.entries()) copy.add(step, values[index] ?? Number.NaN);
    return copy;
  }

  /** Forgets all points. */
  clear(): void {
    this.#series.clear();
    this.#shown = [];
  }
}

function pointsOf(series: Series): readonly MetricPoint[] {
  const { steps, values } = decimate(series.view());
  return Array.from(steps, (x, index) => ({ x, y: values[index] ?? Number.NaN }));
}
