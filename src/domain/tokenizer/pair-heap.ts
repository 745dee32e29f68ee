// Finds the commonest pair while counts change: a heap whose entries may be out of date, which is seen when they come up.
import type { PairIndex } from "./pair-index";

const NONE = -1;

/** Pairs by count, the largest on top, and of equals the one with the smallest ids. */
export class PairHeap {
  readonly #pairs: PairIndex;
  #numbers = new Int32Array(1 << 10);
  #counts = new Float64Array(1 << 10);
  #length = 0;

  constructor(pairs: PairIndex) {
    this.#pairs = pairs;
  }

  /** Enters a pair whose count has grown to this. */
  add(number: number, count: number): void {
    if (this.#length === this.#numbers.length) this.#grow();
    let at = this.#length++;
    for (let above = (at - 1) >> 1; at > 0 && this.#isBefore(number, count, above); above = (at - 1) >> 1) {
      this.#copy(above, at);
      at = above;
    }
    this.#put(at, number, count);
  }

  /** Takes out the pair that is commonest by the counts of now, which have only shrunk for entries that are in; -1 for none. */
  takeTop(counts: Float64Array): number {
    while (this.#length > 0) {
      const number = this.#numbers[0];
      const entered = this.#counts[0];
      this.#dropTop();
      const count = counts[number];
      if (count === entered && count > 0) return number;
      // One that grew has another entry.
      if (count > 0 && count < entered) this.add(number, count);
    }
    return NONE;
  }

  #dropTop(): void {
    const last = --this.#length;
    const number = this.#numbers[last];
    const count = this.#counts[last];
    let at = 0;
    for (let below = 1; below < last; below = 2 * at + 1) {
      if (below + 1 < last && this.#isBefore(this.#numbers[below + 1], this.#counts[below + 1], below)) below++;
      if (this.#isBefore(number, count, below)) break;
      this.#copy(below, at);
      at = below;
    }
    this.#put(at, number, count);
  }

  /** Tells whether a pair comes before the entry at a place. */
  #isBefore(number: number, count: number, at: number): boolean {
    if (count !== this.#counts[at]) return count > this.#counts[at];
    const other = this.#numbers[at];
    const difference = this.#pairs.left(number) - this.#pairs.left(other);
    return difference === 0 ? this.#pairs.right(number) < this.#pairs.right(other) : difference < 0;
  }

  #copy(from: number, to: number): void {
    this.#put(to, this.#numbers[from], this.#counts[from]);
  }

  #put(at: number, number: number, count: number): void {
    this.#numbers[at] = number;
    this.#counts[at] = count;
  }

  #grow(): void {
    const numbers = new Int32Array(2 * this.#length);
    const counts = new Float64Array(2 * this.#length);
    numbers.set(this.#numbers);
    counts.set(this.#counts);
    this.#numbers = numbers;
    this.#counts = counts;
  }
}
