// Finds numbers by the hash of what they stand for, without an object for each: a Map holds no more than 2^24 entries
// and takes several times the room.
import type { Units } from "./text-units";

const FREE = -1;
const FIRST_SLOTS = 1 << 10;

/** Numbers from 0 by 32-bit hashes; what has the same hash is told apart by the caller. */
export class HashIndex {
  #numbers: Int32Array;
  #hashes: Uint32Array;
  #count = 0;

  /** Makes room for so many numbers; more fit in too. */
  constructor(expected = 0) {
    const slots = 2 ** Math.ceil(Math.log2(Math.max(FIRST_SLOTS, 2 * expected)));
    this.#numbers = new Int32Array(slots).fill(FREE);
    this.#hashes = new Uint32Array(slots);
  }

  /** Gives the first number under a hash that `isSame` agrees to, -1 for none. */
  find(hash: number, isSame: (number: number) => boolean): number {
    const mask = this.#numbers.length - 1;
    const wanted = hash >>> 0;
    for (let slot = spread(hash) & mask; this.#numbers[slot] !== FREE; slot = (slot + 1) & mask) {
      if (this.#hashes[slot] === wanted && isSame(this.#numbers[slot])) return this.#numbers[slot];
    }
    return FREE;
  }

  /** Keeps a number under a hash. */
  add(hash: number, number: number): void {
    if (2 * ++this.#count > this.#numbers.length) this.#grow();
    this.#put(hash >>> 0, number);
  }

  #put(hash: number, number: number): void {
    const mask = this.#numbers.length - 1;
    let slot = spread(hash) & mask;
    while (this.#numbers[slot] !== FREE) slot = (slot + 1) & mask;
    this.#numbers[slot] = number;
    this.#hashes[slot] = hash;
  }

  #grow(): void {
    const numbers = this.#numbers;
    const hashes = this.#hashes;
    this.#numbers = new Int32Array(2 * numbers.length).fill(FREE);
    this.#hashes = new Uint32Array(2 * numbers.length);
    for (let slot = 0; slot < numbers.length; slot++)
      if (numbers[slot] !== FREE) this.#put(hashes[slot], numbers[slot]);
  }
}

/** Looks at the units of a text once. */
export class UnitSurvey {
  /** FNV-1a over UTF-16 units (Fowler, Noll, Vo). */
  hash = 0;
  /** Whether 8 bits suffice for each. */
  isNarrow = true;

  /** Looks at the first `length` units. */
  look(units: Units, length: number): void {
    let hash = 0x811c9dc5;
    let all = 0;
    for (let at = 0; at < length; at++) {
      const unit = units[at];
      all |= unit;
      hash = Math.imul(hash ^ unit, 0x01000193);
    }
    this.hash = hash;
    this.isNarrow = all <= 0xff;
  }
}

/** Brings the upper bits, which are the better ones, down (the finalizer of MurmurHash3; Austin Appleby). */
function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
