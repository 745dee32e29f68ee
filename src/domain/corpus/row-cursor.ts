// Reads the rows of a table one after another as UTF-16 units with the borders of their values: no text and no list is
// made for a row, which is what reading millions of them costs.
import { PackedRows, type RowPlace } from "./packed-rows";
import type { SourceRows } from "./source";

/** A page as units; the one that was used longest ago makes room. */
interface OpenPage {
  page: number;
  separator: number;
  units: Uint16Array<ArrayBuffer>;
}

const NO_PAGE = -1;
const NO_SEPARATOR = -1;

/** The row that was read last; its arrays are written over by the next one. */
export class RowCursor {
  /** Holds the units of the row, among others. */
  units: Uint16Array = new Uint16Array(0);
  /** Where each value begins and ends in `units`. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly #rows: SourceRows;
  readonly #kept: readonly number[] | null;
  readonly #columns: number;
  readonly #pages: readonly [OpenPage, OpenPage] = [emptyPage(), emptyPage()];
  readonly #place: RowPlace = { page: NO_PAGE, start: 0, end: 0 };
  /** Units of a row that lies in no page. */
  #own = new Uint16Array(0);
  #newest = 0;

  /** Opens rows of so many columns. */
  constructor(rows: SourceRows, columns: number) {
    this.#rows = rows;
    this.#kept = rows instanceof PackedRows ? rows.kept : null;
    const last = this.#kept?.at(-1);
    this.#columns = last === undefined ? columns : last + 1;
    this.starts = new Uint32Array(this.#columns + 1);
    this.ends = new Uint32Array(this.#columns + 1);
  }

  /** How many rows there are. */
  get length(): number {
    return this.#rows.length;
  }

  /** Reads a row. */
  read(index: number): void {
    const rows = this.#rows;
    if (rows instanceof PackedRows && rows.locate(index, this.#place)) this.#readPacked(rows);
    else this.#readValues(rows.at(index)?.values ?? []);
  }

  /** Gives the line on which a row starts. */
  lineOf(index: number): number {
    const rows = this.#rows;
    return rows instanceof PackedRows ? rows.lineOf(index) : (rows.at(index)?.line ?? 0);
  }

  /** Makes the text of a value of the row that was read last. */
  text(column: number): string {
    return textOfUnits(this.units, this.starts[column], this.ends[column]);
  }

  #readPacked(rows: PackedRows): void {
    const { page, start, end } = this.#place;
    const open = this.#pages[this.#newest].page === page ? this.#pages[this.#newest] : this.#open(rows, page);
    const { units, separator } = open;
    const { starts, ends } = this;
    const columns = this.#columns;
    this.units = units;
    starts[0] = start;
    let column = 0;
    if (separator !== NO_SEPARATOR) {
      for (let at = start; at < end && column < columns; at++) {
        if (units[at] !== separator) continue;
        ends[column++] = at;
        starts[column] = at + 1;
      }
    }
    if (column < columns) ends[column] = end;
    const kept = this.#kept;
    if (kept === null) return;
    for (let index = 0; index < kept.length; index++) {
      starts[index] = starts[kept[index]];
      ends[index] = ends[kept[index]];
    }
  }

  #open(rows: PackedRows, page: number): OpenPage {
    this.#newest = 1 - this.#newest;
    const open = this.#pages[this.#newest];
    if (open.page === page) return open;
    const { text, separator } = rows.page(page);
    open.page = page;
    open.separator = separator === "" ? NO_SEPARATOR : separator.charCodeAt(0);
    open.units = withRoom(open.units, text.length);
    writeUnits(text, open.units, 0);
    return open;
  }

  #readValues(values: readonly string[]): void {
    let length = 0;
    for (const [column, value] of values.entries()) {
      if (column > this.#columns) break;
      this.starts[column] = length;
      length += value.length;
      this.ends[column] = length;
    }
    this.#own = withRoom(this.#own, length);
    for (const [column, value] of values.entries()) writeUnits(value, this.#own, this.starts[column]);
    this.units = this.#own;
  }
}

/** Writes the UTF-16 units of a text into an array from a place on. */
export function writeUnits(text: string, units: Uint16Array, from: number): void {
  for (let at = 0; at < text.length; at++) units[from + at] = text.charCodeAt(at);
}

/** Gives an array with room for `length` units, the same one where it has; what it held is lost otherwise. */
export function withRoom(units: Uint16Array<ArrayBuffer>, length: number): Uint16Array<ArrayBuffer> {
  return units.length >= length ? units : new Uint16Array(Math.max(length, 2 * units.length));
}

/** Most arguments of one call. */
const MOST_UNITS = 1 << 12;

/** Makes a text of the units in [from, until). */
export function textOfUnits(units: Uint16Array, from: number, until: number): string {
  if (until - from <= MOST_UNITS) return String.fromCharCode.apply(null, units.subarray(from, until) as never);
  let text = "";
  for (let at = from; at < until; at += MOST_UNITS) text += textOfUnits(units, at, Math.min(until, at + MOST_UNITS));
  return text;
}

function emptyPage(): OpenPage {
  return { page: NO_PAGE, separator: NO_SEPARATOR, units: new Uint16Array(0) };
}
