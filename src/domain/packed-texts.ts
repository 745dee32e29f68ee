// Millions of short texts in a few large arrays of their UTF-16 units, of 8 bits where those suffice. A text that is
// long stays a text.
import { copyUnits, textOfUnits, type Units } from "./text-units";
import type { Texts } from "./texts";

const PAGE_UNITS = 1 << 18;
/** Units of the longest text that is packed. */
export const LONGEST_PACKED = 1 << 16;
const BLOCK_BITS = 14;
const BLOCK_TEXTS = 1 << BLOCK_BITS;
/** Page, first unit and length of a text. */
const WORDS = 3;

/** Where a text lies among units. */
export interface UnitView {
  units: Units;
  start: number;
  end: number;
}

/** A growing list of texts. */
export class PackedTexts implements Texts {
  readonly #pages: Units[] = [];
  readonly #blocks: Uint32Array[] = [];
  readonly #long = new Map<number, string>();
  /** The pages that are being filled, -1 for none, and how far. */
  readonly #narrow = { page: -1, filled: 0 };
  readonly #wide = { page: -1, filled: 0 };
  #length = 0;
  #units = 0;

  get length(): number {
    return this.#length;
  }

  /** UTF-16 units of all texts. */
  get units(): number {
    return this.#units;
  }

  /** Adds a text of at most LONGEST_PACKED units, which need 8 bits or more, that stands at the beginning of an array. */
  addUnits(units: Units, length: number, isNarrow: boolean): void {
    const open = isNarrow ? this.#narrow : this.#wide;
    if (open.page === -1 || open.filled + length > PAGE_UNITS) {
      const page = open === this.#narrow ? new Uint8Array(PAGE_UNITS) : new Uint16Array(PAGE_UNITS);
      open.page = this.#pages.push(page) - 1;
      open.filled = 0;
    }
    copyUnits(units, 0, length, this.#pages[open.page], open.filled);
    this.#add(open.page, open.filled, length);
    open.filled += length;
  }

  /** Adds a longer text, which stays as it is. */
  addLong(text: string): void {
    this.#long.set(this.#length, text);
    this.#add(0, 0, text.length);
  }

  at(index: number): string | undefined {
    const place = index < 0 ? this.#length + index : index;
    if (place < 0 || place >= this.#length) return undefined;
    const long = this.#long.get(place);
    if (long !== undefined) return long;
    const block = this.#blocks[place >>> BLOCK_BITS];
    const word = (place & (BLOCK_TEXTS - 1)) * WORDS;
    return textOfUnits(this.#pages[block[word]], block[word + 1], block[word + 1] + block[word + 2]);
  }

  *[Symbol.iterator](): Generator<string, void> {
    for (let index = 0; index < this.#length; index++) yield this.at(index) as string;
  }

  /** Shows where a text lies; false for a longer one. */
  view(index: number, view: UnitView): boolean {
    if (this.#long.size > 0 && this.#long.has(index)) return false;
    const block = this.#blocks[index >>> BLOCK_BITS];
    const word = (index & (BLOCK_TEXTS - 1)) * WORDS;
    view.units = this.#pages[block[word]];
    view.start = block[word + 1];
    view.end = view.start + block[word + 2];
    return true;
  }

  /** Tells whether a packed text is the one that stands at the beginning of an array. */
  isSame(index: number, units: Units, length: number): boolean {
    const block = this.#blocks[index >>> BLOCK_BITS];
    const word = (index & (BLOCK_TEXTS - 1)) * WORDS;
    if (block[word + 2] !== length) return false;
    if (this.#long.size > 0 && this.#long.has(index)) return false;
    return isEqual(this.#pages[block[word]], block[word + 1], units, length);
  }

  #add(page: number, start: number, length: number): void {
    const word = (this.#length & (BLOCK_TEXTS - 1)) * WORDS;
    if (word === 0) this.#blocks.push(new Uint32Array(BLOCK_TEXTS * WORDS));
    const block = this.#blocks[this.#blocks.length - 1];
    block[word] = page;
    block[word + 1] = start;
    block[word + 2] = length;
    this.#length++;
    this.#units += length;
  }
}

/** Gives the UTF-16 units of all texts. */
export function totalUnits(texts: Texts): number {
  if (texts instanceof PackedTexts) return texts.units;
  let units = 0;
  for (const text of texts) units += text.length;
  return units;
}

function isEqual(page: Units, start: number, units: Units, length: number): boolean {
  for (let at = 0; at < length; at++) if (page[start + at] !== units[at]) return false;
  return true;
}
