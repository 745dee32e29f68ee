// Counts pairs of neighbours within pieces and keeps the counts while pairs are joined: a merge costs as much as the
// pair stands in different pieces, whatever the size of the text. The places of each pair are a list through arrays.
import { PairHeap } from "./pair-heap";
import { PairIndex } from "./pair-index";

const NONE = -1;

/** A pair of ids with its number. */
export interface CountedPair {
  readonly number: number;
  readonly left: number;
  readonly right: number;
  readonly count: number;
}

/** Different pieces as symbols, one behind the other, each weighing as often as its piece stands in the text. */
export class MergeLearner {
  readonly #symbols: Int32Array;
  readonly #weights: Uint32Array;
  /** Places of the neighbours within the piece. */
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  /** The pair that begins at a place, and the places where it stands too. */
  readonly #pairAt: Int32Array;
  readonly #nextOfPair: Int32Array;
  readonly #previousOfPair: Int32Array;
  readonly #pairs = new PairIndex();
  readonly #heap = new PairHeap(this.#pairs);
  /** By pair: how often it stands in the text, the first of its places, whether its count grew since it was queued. */
  #counts = new Float64Array(1 << 10);
  #first = new Int32Array(1 << 10);
  #grew = new Uint8Array(1 << 10);
  #grown: number[] = [];
  #filled = 0;

  /** Makes room for the symbols of all pieces. */
  constructor(places: number) {
    this.#symbols = new Int32Array(places);
    this.#weights = new Uint32Array(places);
    this.#next = new Int32Array(places);
    this.#previous = new Int32Array(places);
    this.#pairAt = new Int32Array(places).fill(NONE);
    this.#nextOfPair = new Int32Array(places);
    this.#previousOfPair = new Int32Array(places);
  }

  /** Adds a piece that stands `weight` times in the text. */
  addPiece(bytes: Uint8Array, idOfByte: Int32Array, weight: number): void {
    const start = this.#filled;
    const end = start + bytes.length;
    this.#filled = end;
    for (let place = start; place < end; place++) {
      this.#symbols[place] = idOfByte[bytes[place - start]];
      this.#weights[place] = weight;
      this.#next[place] = place + 1 < end ? place + 1 : NONE;
      this.#previous[place] = place > start ? place - 1 : NONE;
    }
    for (let place = start; place < end; place++) this.#link(place);
  }

  /** Gives the commonest pair, of equals the one with the smallest ids; null where no pair is left. */
  best(): CountedPair | null {
    this.#queueGrown();
    const number = this.#heap.takeTop(this.#counts);
    if (number === NONE) return null;
    const [left, right] = [this.#pairs.left(number), this.#pairs.right(number)];
    return { number, left, right, count: this.#counts[number] };
  }

  /** Joins a pair everywhere, from left to right, into the symbol `id`; gives the number of places. */
  merge(pair: number, id: number): number {
    const places = this.#placesOf(pair);
    for (const place of places) {
      // In a row of equal symbols the place before may have taken this one.
      if (this.#pairAt[place] === pair) this.#join(place, id);
    }
    return places.length;
  }

  /** Counts the tokens that the text is in now. */
  tokens(): number {
    let tokens = 0;
    for (let place = 0; place < this.#filled; place++)
      if (this.#symbols[place] !== NONE) tokens += this.#weights[place];
    return tokens;
  }

  #join(place: number, id: number): void {
    const joined = this.#next[place];
    const before = this.#previous[place];
    const behind = this.#next[joined];
    this.#unlink(place);
    this.#unlink(joined);
    if (before !== NONE) this.#unlink(before);
    this.#symbols[place] = id;
    this.#symbols[joined] = NONE;
    this.#next[place] = behind;
    if (behind !== NONE) this.#previous[behind] = place;
    this.#link(place);
    if (before !== NONE) this.#link(before);
  }

  #placesOf(pair: number): Int32Array {
    let length = 0;
    for (let place = this.#first[pair]; place !== NONE; place = this.#nextOfPair[place]) length++;
    const places = new Int32Array(length);
    for (let place = this.#first[pair]; place !== NONE; place = this.#nextOfPair[place]) places[--length] = place;
    return places.sort();
  }

  /** Counts the pair that begins at a place; the last symbol of a piece begins none. */
  #link(place: number): void {
    const next = this.#next[place];
    if (next === NONE) return;
    const pair = this.#pairs.numberOf(this.#symbols[place], this.#symbols[next]);
    if (pair >= this.#counts.length) this.#makeRoom();
    const isNew = this.#counts[pair] === 0;
    const first = isNew ? NONE : this.#first[pair];
    this.#counts[pair] += this.#weights[place];
    this.#pairAt[place] = pair;
    this.#previousOfPair[place] = NONE;
    this.#nextOfPair[place] = first;
    if (first !== NONE) this.#previousOfPair[first] = place;
    this.#first[pair] = place;
    if (this.#grew[pair] === 1) return;
    this.#grew[pair] = 1;
    this.#grown.push(pair);
  }

  #unlink(place: number): void {
    const pair = this.#pairAt[place];
    if (pair === NONE) return;
    this.#counts[pair] -= this.#weights[place];
    this.#pairAt[place] = NONE;
    const before = this.#previousOfPair[place];
    const behind = this.#nextOfPair[place];
    if (before === NONE) this.#first[pair] = behind;
    else this.#nextOfPair[before] = behind;
    if (behind !== NONE) this.#previousOfPair[behind] = before;
  }

  #queueGrown(): void {
    for (const pair of this.#grown) {
      this.#grew[pair] = 0;
      this.#heap.add(pair, this.#counts[pair]);
    }
    this.#grown = [];
  }

  #makeRoom(): void {
    const room = 2 * this.#counts.length;
    const [counts, first, grew] = [new Float64Array(room), new Int32Array(room), new Uint8Array(room)];
    counts.set(this.#counts);
    first.set(this.#first);
    grew.set(this.#grew);
    this.#counts = counts;
    this.#first = first;
    this.#grew = grew;
  }
}
