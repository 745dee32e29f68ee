// Numbers pairs of token ids from 0 on, in typed arrays: a Map of pairs would need an object or a number of 53 bits each.

const FREE = -1;

/** The different pairs met so far, by number. */
export class PairIndex {
  #lefts: Int32Array<ArrayBuffer>;
  #rights: Int32Array<ArrayBuffer>;
  #slots: Int32Array<ArrayBuffer>;
  #count = 0;

  /** Makes room for so many pairs; more fit in too. */
  constructor(expected = 0) {
    const room = 2 ** Math.ceil(Math.log2(Math.max(1 << 10, expected)));
    this.#lefts = new Int32Array(room);
    this.#rights = new Int32Array(room);
    this.#slots = new Int32Array(2 * room).fill(FREE);
  }

  /** How many there are. */
  get count(): number {
    return this.#count;
  }

  /** The left id of a pair. */
  left(number: number): number {
    return this.#lefts[number];
  }

  /** The right id of a pair. */
  right(number: number): number {
    return this.#rights[number];
  }

  /** Gives the number of a pair, -1 where it is unknown. */
  find(left: number, right: number): number {
    return this.#slots[this.#slotOf(left, right)];
  }

  /** Gives the number of a pair, the next one where it is new. */
  numberOf(left: number, right: number): number {
    const slot = this.#slotOf(left, right);
    if (this.#slots[slot] !== FREE) return this.#slots[slot];
    if (this.#count === this.#lefts.length) {
      this.#grow();
      return this.numberOf(left, right);
    }
    this.#lefts[this.#count] = left;
    this.#rights[this.#count] = right;
    this.#slots[slot] = this.#count;
    return this.#count++;
  }

  /** Gives the slot of a pair, or the free one where it would stand. */
  #slotOf(left: number, right: number): number {
    const mask = this.#slots.length - 1;
    const hash = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const number = this.#slots[slot];
      if (number === FREE || (this.#lefts[number] === left && this.#rights[number] === right)) return slot;
    }
  }

  #grow(): void {
    const room = 2 * this.#lefts.length;
    const lefts = new Int32Array(room);
    const rights = new Int32Array(room);
    lefts.set(this.#lefts);
    rights.set(this.#rights);
    this.#lefts = lefts;
    this.#rights = rights;
    this.#slots = new Int32Array(2 * room).fill(FREE);
    for (let number = 0; number < this.#count; number++)
      this.#slots[this.#slotOf(lefts[number], rights[number])] = number;
  }
}
