// Finds numbers by the hash of what they stand for, without an object for each: a Map holds no more than 2^24 entries
// and takes several times the room.
import type { Units } from "./text-units";

const FREE = -1;
const FIRST_SLOTS = 1 << 10;

/** Numbers from 0 by 32-bit hashes; what has the same hash is told apart by the caller. */
export class HashIndex {
  #numbers = new Int32Array(FIRST_SLOTS).fill(FREE);
  #hashes = new Uint32Array(FIRST_SLOTS);
  #count = 0;

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

/** Hashes the units of a text in [from, until) (FNV-1a over UTF-16 units; Fowler, Noll, Vo). */
export function hashUnits(units: Units, from: number, until: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < until; at++) hash = Math.imul(hash ^ units[at], 0x01000193);
  return hash;
}

/** Brings the upper bits, which are the better ones, down (the finalizer of MurmurHash3; Austin Appleby). */
function spread(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
