// Smooths a curve for the eye: an exponential moving average over every point, without the pull of its start.
import { CHART_POINTS, type SeriesView } from "./decimate";

/** How finely the weight of a growing curve follows its length: in steps of a fourth root of two. */
const RUNGS_A_DOUBLING = 4;

/**
 * Averages values as they come by `weight` in [0, 1), debiased as Adam's means are (Kingma and Ba, 2015, section 3),
 * so that a constant curve stays as it is. Values that are not finite leave the average alone.
 */
export class MovingAverage {
  readonly #weight: number;
  #mean = Number.NaN;
  #fading = 1;

  constructor(weight: number) {
    if (!(weight >= 0 && weight < 1)) throw new Error(`MovingAverage: expected a weight in [0, 1), got ${weight}`);
    this.#weight = weight;
  }

  /** Takes a value in and gives the average; NaN before the first finite one. */
  next(value: number): number {
    this.#mean = this.after(value);
    if (Number.isFinite(value)) this.#fading *= this.#weight;
    return this.#mean;
  }

  /** Gives the average as it would be after `value`, which counts as `part` (more than 0) of one, without taking it in. */
  after(value: number, part = 1): number {
    if (!Number.isFinite(value)) return this.#mean;
    if (Number.isNaN(this.#mean)) return value;
    const kept = this.#weight ** part;
    return this.#mean + ((value - this.#mean) * (1 - kept)) / (1 - this.#fading * kept);
  }
}

/**
 * Gives the weight of one point in a curve of `length` points when `weight` in [0, 1) is to hold for a 500th of the
 * curve: however long a run is, the line averages about the same share of the chart. Rises in small jumps.
 */
export function pointWeight(weight: number, length: number): number {
  return weight ** (CHART_POINTS / rungOf(length));
}

/** Gives the share of a curve that one smoothed point averages, as the effective width of its weights. */
export function smoothedShare(weight: number): number {
  return 1 / ((1 - weight) * CHART_POINTS);
}

/** Follows a growing curve; a new point costs the same however long the curve is, but for one pass at each rung. */
export class SmoothedSeries {
  readonly #weight: number;
  #rung = 0;
  #average = new MovingAverage(0);
  #values = new Float64Array(256);
  #length = 0;

  /** `weight` in [0, 1) holds for a 500th of the curve. */
  constructor(weight: number) {
    this.#weight = weight;
  }

  /** Gives the smoothed curve of `source`, which since the last call has only grown. */
  follow({ steps, values }: SeriesView): SeriesView {
    const { length } = values;
    if (rungOf(length) !== this.#rung) {
      this.#rung = rungOf(length);
      this.#average = new MovingAverage(pointWeight(this.#weight, length));
      this.#length = 0;
    }
    if (length > this.#values.length) {
      const larger = new Float64Array(2 * length);
      larger.set(this.#values);
      this.#values = larger;
    }
    while (this.#length < length) {
      this.#values[this.#length] = this.#average.next(values[this.#length]);
      this.#length++;
    }
    return { steps, values: this.#values.subarray(0, length) };
  }

  /** Gives where the curve that was followed last would go by a value that counts as `part` of a point. */
  after(value: number, part: number): number {
    return this.#average.after(value, part);
  }
}

/** Gives the least rung of the ladder that is not below `length`, 1 or more. */
function rungOf(length: number): number {
  return 2 ** (Math.ceil(Math.log2(Math.max(1, length)) * RUNGS_A_DOUBLING) / RUNGS_A_DOUBLING);
}
