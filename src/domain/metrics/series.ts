// A curve as it grows: append-only columns of steps and values in typed arrays, 16 bytes a point.

/** Read-only view of a curve; both columns have the same length, steps never fall. */
export interface SeriesView {
  readonly steps: Float64Array;
  readonly values: Float64Array;
}

const FIRST_CAPACITY = 256;

/** A growing curve. */
export class Series {
  #steps = new Float64Array(FIRST_CAPACITY);
  #values = new Float64Array(FIRST_CAPACITY);
  #length = 0;

  /** Counts the points. */
  get length(): number {
    return this.#length;
  }

  /** Appends a point; throws when its step lies before the last one. */
  push(step: number, value: number): void {
    const last = this.#length === 0 ? Number.NEGATIVE_INFINITY : this.#steps[this.#length - 1];
    if (!(step >= last)) throw new Error(`push: expected a step of at least ${last}, got ${step}`);
    if (this.#length === this.#steps.length) {
      this.#steps = doubled(this.#steps);
      this.#values = doubled(this.#values);
    }
    this.#steps[this.#length] = step;
    this.#values[this.#length] = value;
    this.#length++;
  }

  /** Forgets the points of `step` and later; tells whether there were any. */
  cutFrom(step: number): boolean {
    const before = this.#length;
    while (this.#length > 0 && this.#steps[this.#length - 1] >= step) this.#length--;
    return this.#length < before;
  }

  /** Gives the points so far without copying; later points do not show in it, but points cut off are overwritten. */
  view(): SeriesView {
    return { steps: this.#steps.subarray(0, this.#length), values: this.#values.subarray(0, this.#length) };
  }
}

/** Finds the index of the step nearest to `x`, -1 in an empty view. */
export function nearestIndex({ steps }: SeriesView, x: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (steps[middle] <= x) low = middle;
    else high = middle;
  }
  return high >= 0 && x - steps[low] <= steps[high] - x ? low : high;
}

function doubled(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * column.length);
  larger.set(column);
  return larger;
}
