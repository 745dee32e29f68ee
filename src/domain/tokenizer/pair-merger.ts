// Joins the symbols of one piece of text pair by pair, the pair that was learned first before all others and the
// leftmost of equals: through a heap, so that a piece of 100,000 letters takes no longer by the letter than a word.
import type { PairIndex } from "./pair-index";

/** Ranks and places share one number; places stay below this. */
const PLACES = 2 ** 32;

/** Applies merges; holds the working memory for it. */
export class PairMerger {
  readonly #ranks: PairIndex;
  readonly #results: Int32Array;
  #symbols = new Int32Array(0);
  /** The places of the next and of the previous symbol that is left, -1 for none. */
  #next = new Int32Array(0);
  #previous = new Int32Array(0);
  /** Pairs that may be joined, each as rank × PLACES + place, the least on top. */
  #heap = new Float64Array(0);
  #heapLength = 0;

  /** `ranks` numbers the pairs in the order of the merges, `results` are the ids of what they give. */
  constructor(ranks: PairIndex, results: Int32Array) {
    this.#ranks = ranks;
    this.#results = results;
  }

  /** Joins the first `length` of `symbols` in place; gives how many are left. */
  merge(symbols: Int32Array<ArrayBuffer>, length: number): number {
    this.#begin(symbols, length);
    const next = this.#next;
    while (this.#heapLength > 0) {
      const least = this.#pop();
      const place = least % PLACES;
      const rank = (least - place) / PLACES;
      // What was joined meanwhile is another pair by now, or none.
      if (this.#rankAt(place) !== rank) continue;
      const joined = next[place];
      symbols[place] = this.#results[rank];
      symbols[joined] = -1;
      next[place] = next[joined];
      if (next[place] !== -1) this.#previous[next[place]] = place;
      this.#consider(place);
      if (this.#previous[place] !== -1) this.#consider(this.#previous[place]);
    }
    let left = 0;
    for (let place = 0; place !== -1 && length > 0; place = next[place]) symbols[left++] = symbols[place];
    return left;
  }

  #begin(symbols: Int32Array<ArrayBuffer>, length: number): void {
    this.#symbols = symbols;
    if (this.#next.length < length) {
      this.#next = new Int32Array(2 * length);
      this.#previous = new Int32Array(2 * length);
      // Each symbol is considered once, and two pairs for each of the fewer merges.
      this.#heap = new Float64Array(6 * length);
    }
    this.#heapLength = 0;
    for (let place = 0; place < length; place++) {
      this.#next[place] = place + 1 < length ? place + 1 : -1;
      this.#previous[place] = place - 1;
    }
    for (let place = 0; place + 1 < length; place++) this.#consider(place);
  }

  #rankAt(place: number): number {
    const next = this.#next[place];
    const left = this.#symbols[place];
    return left === -1 || next === -1 ? -1 : this.#ranks.find(left, this.#symbols[next]);
  }

  #consider(place: number): void {
    const rank = this.#rankAt(place);
    if (rank === -1) return;
    const value = rank * PLACES + place;
    const heap = this.#heap;
    let at = this.#heapLength++;
    for (let above = (at - 1) >> 1; at > 0 && heap[above] > value; above = (at - 1) >> 1) {
      heap[at] = heap[above];
      at = above;
    }
    heap[at] = value;
  }

  #pop(): number {
    const heap = this.#heap;
    const least = heap[0];
    const length = --this.#heapLength;
    const value = heap[length];
    let at = 0;
    for (let below = 1; below < length; below = 2 * at + 1) {
      if (below + 1 < length && heap[below + 1] < heap[below]) below++;
      if (heap[below] >= value) break;
      heap[at] = heap[below];
      at = below;
    }
    heap[at] = value;
    return least;
  }
}
