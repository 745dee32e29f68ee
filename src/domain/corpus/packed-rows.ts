// Rows of a large table in pages of UTF-16 units: numbers say where each row lies, so that a table of millions of rows
// is a few thousand objects instead of one for each row and value.
import { packedUnits, textOfUnits, type Units, withRoom, writeUnits } from "../text-units";
import type { SourceRow, SourceRows } from "./source";

/** Stands between values that had to be rewritten; the unit separator of ASCII, which texts hardly ever hold. */
const UNIT_SEPARATOR = "\u001f";
/** UTF-16 units of rewritten rows that are put together to one page. */
const PAGE_UNITS = 1 << 16;
const BLOCK_BITS = 13;
const BLOCK_ROWS = 1 << BLOCK_BITS;
/** Page, first unit, end and line of a row. */
const WORDS = 4;
const NO_UNITS = new Uint8Array(0);

/** Units in which rows lie; an empty separator stands between no values, as every row is one. */
interface Page {
  units: Units;
  readonly separator: string;
}

/** Where a row lies, and the unit between its values, -1 for none. */
export interface RowPlace {
  units: Units;
  separator: number;
  start: number;
  end: number;
}

/** A list of rows that are made when they are asked for. */
export class PackedRows implements SourceRows {
  readonly #pages: Page[] = [];
  readonly #blocks: Uint32Array[] = [];
  /** Values that hold the separator themselves, by the number of their row. */
  readonly #loose = new Map<number, readonly string[]>();
  #length = 0;
  /** The page of rewritten rows that is being filled, -1 for none, and its rows so far. */
  #openPage = -1;
  #openUnits = new Uint16Array(PAGE_UNITS);
  #openLength = 0;
  #isNarrow = true;
  #kept: readonly number[] | null = null;
  #width = 0;

  get length(): number {
    return this.#length;
  }

  /** The columns of the pages that count, null for all. */
  get kept(): readonly number[] | null {
    return this.#kept;
  }

  /** Adds units in which rows lie, their values cut by a separator; gives the page's number. */
  addPage(units: Units, separator: string): number {
    return this.#pages.push({ units, separator }) - 1;
  }

  /** Adds the row that lies in a page. */
  add(page: number, start: number, end: number, line: number): void {
    const at = (this.#length & (BLOCK_ROWS - 1)) * WORDS;
    if (at === 0) this.#blocks.push(new Uint32Array(BLOCK_ROWS * WORDS));
    const block = this.#blocks[this.#blocks.length - 1];
    block[at] = page;
    block[at + 1] = start;
    block[at + 2] = end;
    block[at + 3] = line;
    this.#length++;
  }

  /** Adds a row of values that lie in no page as they are. */
  addValues(values: readonly string[], line: number): void {
    const isLoose = values.some((value) => value.includes(UNIT_SEPARATOR));
    if (isLoose) this.#loose.set(this.#length, values);
    const text = isLoose ? "" : values.join(UNIT_SEPARATOR);
    if (this.#openPage !== -1 && this.#openLength + text.length > PAGE_UNITS) this.#closePage();
    if (this.#openPage === -1) this.#openPage = this.addPage(NO_UNITS, UNIT_SEPARATOR);
    this.#openUnits = withRoom(this.#openUnits, text.length);
    if (!writeUnits(text, this.#openUnits, this.#openLength)) this.#isNarrow = false;
    this.add(this.#openPage, this.#openLength, this.#openLength + text.length, line);
    this.#openLength += text.length;
  }

  /** Lets only the columns count that are listed, in rising order. */
  keepColumns(columns: readonly number[]): void {
    this.#kept = columns;
  }

  /** Lets every row have so many values at least; those that it lacks are empty. */
  widenTo(width: number): void {
    this.#width = width;
  }

  at(index: number): SourceRow | undefined {
    const place = index < 0 ? this.#length + index : index;
    return place >= 0 && place < this.#length ? new PackedRow(this, place, this.lineOf(place)) : undefined;
  }

  map<T>(make: (row: SourceRow, index: number) => T): T[] {
    return Array.from({ length: this.#length }, (_, index) => make(this.at(index) as SourceRow, index));
  }

  slice(from = 0, until = this.#length): readonly SourceRow[] {
    const end = Math.min(until, this.#length);
    return Array.from({ length: Math.max(0, end - from) }, (_, index) => this.at(from + index) as SourceRow);
  }

  *[Symbol.iterator](): Generator<SourceRow, void> {
    for (let index = 0; index < this.#length; index++) yield this.at(index) as SourceRow;
  }

  /** Gives the line on which a row starts. */
  lineOf(index: number): number {
    return this.#blocks[index >>> BLOCK_BITS][(index & (BLOCK_ROWS - 1)) * WORDS + 3];
  }

  /** Cuts a row into its values. */
  valuesOf(index: number): readonly string[] {
    const block = this.#blocks[index >>> BLOCK_BITS];
    const at = (index & (BLOCK_ROWS - 1)) * WORDS;
    const { units, separator } = this.#page(block[at]);
    const row = textOfUnits(units, block[at + 1], block[at + 2]);
    const values = this.#loose.get(index) ?? (separator === "" ? [row] : row.split(separator));
    if (this.#kept !== null) return this.#kept.map((column) => values[column] ?? "");
    const lacking = this.#width - values.length;
    return lacking > 0 ? [...values, ...new Array<string>(lacking).fill("")] : values;
  }

  /** Writes where a row lies into `place`; false for one that lies in no page as it is. */
  locate(index: number, place: RowPlace): boolean {
    const block = this.#blocks[index >>> BLOCK_BITS];
    const at = (index & (BLOCK_ROWS - 1)) * WORDS;
    const { units, separator } = this.#page(block[at]);
    place.units = units;
    place.separator = separator === "" ? -1 : separator.charCodeAt(0);
    place.start = block[at + 1];
    place.end = block[at + 2];
    return this.#loose.size === 0 || !this.#loose.has(index);
  }

  #page(number: number): Page {
    if (number === this.#openPage) this.#closePage();
    return this.#pages[number];
  }

  #closePage(): void {
    this.#pages[this.#openPage].units = packedUnits(this.#openUnits, this.#openLength, this.#isNarrow);
    this.#isNarrow = true;
    this.#openPage = -1;
    this.#openLength = 0;
  }
}

/** A row whose values are cut out of its page each time they are asked for. */
class PackedRow implements SourceRow {
  readonly line: number;
  readonly #rows: PackedRows;
  readonly #index: number;

  constructor(rows: PackedRows, index: number, line: number) {
    this.#rows = rows;
    this.#index = index;
    this.line = line;
  }

  get values(): readonly string[] {
    return this.#rows.valuesOf(this.#index);
  }
}
