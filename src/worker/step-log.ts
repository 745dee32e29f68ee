// The steps of a run as far as they are kept for the metrics file: all of them at first, then every
// second, every fourth, so that an endless run stays small.
import type { StepMetrics } from "@/engine/engine";

const MOST_ROWS = 20_000;

/** At most MOST_ROWS steps of a run, evenly spread. */
export class StepLog {
  #rows: StepMetrics[] = [];
  #stride = 1;

  /** Takes finished steps in. Steps made anew from restored weights replace those that were thrown away. */
  add(metrics: readonly StepMetrics[]): void {
    const first = metrics[0];
    const last = this.#rows.at(-1);
    if (first !== undefined && last !== undefined && first.step <= last.step) {
      this.#rows = this.#rows.filter((row) => row.step < first.step);
    }
    for (const metric of metrics) {
      if (metric.step % this.#stride === 0) {
        this.#rows.push(metric);
      }
    }
    if (this.#rows.length > MOST_ROWS) {
      this.#stride *= 2;
      this.#rows = this.#rows.filter((row) => row.step % this.#stride === 0);
    }
  }

  /** Gives the kept steps in order. */
  rows(): readonly StepMetrics[] {
    return this.#rows;
  }
}
