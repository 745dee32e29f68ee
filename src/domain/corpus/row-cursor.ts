// Reads the rows of a table one after another as UTF-16 units with the borders of their values: no text and no list is
// made for a row, which is what reading millions of them costs.

import { textOfUnits, type Units, withRoom, writeUnits } from "../text-units";
import { PackedRows, type RowPlace } from "./packed-rows";
import type { SourceRows } from "./source";

/** The row that was read last; its arrays are written over by the next one. */
export class RowCursor {
  /** Holds the units of the row, among others. */
  units: Units = new Uint16Array(0);
  /** Where each value begins and ends in `units`. */
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  readonly #rows: SourceRows;
  readonly #kept: readonly number[] | null;
  readonly #columns: number;
  readonly #place: RowPlace = { units: new Uint16Array(0), separator: -1, start: 0, end: 0 };
  /** Units of a row that lies in no page. */
  #own = new Uint16Array(0);

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
    if (rows instanceof PackedRows && rows.locate(index, this.#place)) this.#readPacked();
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

  #readPacked(): void {
    const { units, separator, start, end } = this.#place;
    const { starts, ends } = this;
    const columns = this.#columns;
    this.units = units;
    starts[0] = start;
    let column = 0;
    if (separator !== -1) {
      for (let at = start; at < end && column < columns; at++) {
        if (units[at] !== separator) continue;
        ends[column++] = at;
        starts[column] = at + 1;
      }
    }
    if (column < columns) ends[column++] = end;
    for (; column < columns; column++) {
      starts[column] = end;
      ends[column] = end;
    }
    const kept = this.#kept;
    if (kept === null) return;
    for (let index = 0; index < kept.length; index++) {
      starts[index] = starts[kept[index]];
      ends[index] = ends[kept[index]];
    }
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
