// Numbers different pieces of text from 0 on, without an object for each.
import { HashIndex } from "../hash-index";
import { copyUnits, type Units } from "../text-units";

/** The different pieces met so far, by number. */
export class PieceIndex {
  readonly #index = new HashIndex();
  /** Where each piece begins among the units, and at the end where the next one will. */
  #starts = new Uint32Array(1 << 12);
  #units = new Uint16Array(1 << 15);
  #count = 0;
  #longest = 0;
  /** The piece that is looked for. */
  #wanted: Units = new Uint16Array(0);
  #from = 0;
  #length = 0;

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** Units of all of them. */
  get length(): number {
    return this.#starts[this.#count];
  }

  /** Units of the longest one. */
  get longest(): number {
    return this.#longest;
  }

  /** Gives the number of the units in [from, until), -1 where they are new and `most` pieces are known. */
  numberOf(units: Units, from: number, until: number, most = Number.POSITIVE_INFINITY): number {
    this.#wanted = units;
    this.#from = from;
    this.#length = until - from;
    const hash = hashOf(units, from, until);
    const known = this.#index.find(hash, this.#isWanted);
    if (known !== -1 || this.#count >= most) return known;
    this.#index.add(hash, this.#count);
    return this.#add(units, from, until);
  }

  /** Calls `visit` with the place of each piece among the units of all, in the order of their numbers. */
  forEach(visit: (units: Units, from: number, until: number, number: number) => void): void {
    for (let number = 0; number < this.#count; number++)
      visit(this.#units, this.#starts[number], this.#starts[number + 1], number);
  }

  readonly #isWanted = (number: number): boolean => {
    const start = this.#starts[number];
    if (this.#starts[number + 1] - start !== this.#length) return false;
    for (let at = 0; at < this.#length; at++)
      if (this.#units[start + at] !== this.#wanted[this.#from + at]) return false;
    return true;
  };

  #add(units: Units, from: number, until: number): number {
    const start = this.length;
    const end = start + until - from;
    if (end > this.#units.length) this.#units = grown(this.#units, new Uint16Array(2 * end));
    if (this.#count + 2 > this.#starts.length) this.#starts = grown(this.#starts, new Uint32Array(2 * this.#count + 4));
    copyUnits(units, from, until, this.#units, start);
    this.#starts[this.#count + 1] = end;
    this.#longest = Math.max(this.#longest, until - from);
    return this.#count++;
  }
}

function grown<A extends Uint16Array | Uint32Array>(from: A, into: A): A {
  into.set(from);
  return into;
}

/** FNV-1a over UTF-16 units (Fowler, Noll, Vo). */
function hashOf(units: Units, from: number, until: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < until; at++) hash = Math.imul(hash ^ units[at], 0x01000193);
  return hash;
}
