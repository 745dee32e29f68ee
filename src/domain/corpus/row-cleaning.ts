// Cleans the rows of a table and writes each as a record. Most values hold nothing that cleaning would change: their
// units go straight into the record; the others become texts and are cleaned one by one.
import type { CorpusConfig } from "../config/run-config";
import { type Units, withRoom, writeUnits } from "../text-units";
import type { Cleaner } from "./clean";
import type { CorpusCollector } from "./corpus-collector";
import { RowCursor } from "./row-cursor";
import type { SourceRows } from "./source";
import { FOLLOWS, LEADS, TOUCHED } from "./suspect-units";
import type { BoundTemplate } from "./template";
import { trimmedEnd, trimmedStart } from "./white-space";

/** Work between two rests, in UTF-16 units of records; about 10 ms. */
const STEP_UNITS = 1 << 20;
/** What a row costs beside its units. */
const ROW_UNITS = 1 << 8;

/** What is cleaned, by which settings, and who takes the records. */
export interface RowCleaningRequest {
  readonly columns: readonly string[];
  readonly rows: SourceRows;
  readonly template: BoundTemplate;
  /** Columns that a record cannot do without. */
  readonly needed: readonly number[];
  readonly config: Pick<CorpusConfig, "trim" | "dropIncomplete">;
  readonly cleaner: Cleaner;
  readonly collector: CorpusCollector;
}

/** The cleaning of one table under way. */
export class RowCleaning {
  /** Rows that are done. */
  done = 0;
  readonly #request: RowCleaningRequest;
  readonly #cursor: RowCursor;
  /** The template in turn: a literal as units, or the number of a column. */
  readonly #parts: readonly (Uint16Array | number)[];
  #record = new Uint16Array(0);
  #length = 0;

  constructor(request: RowCleaningRequest) {
    this.#request = request;
    this.#cursor = new RowCursor(request.rows, request.columns.length);
    this.#parts = request.template.parts.map((part) => {
      if (typeof part === "number") return part;
      const units = new Uint16Array(part.length);
      writeUnits(part, units, 0);
      return units;
    });
  }

  /** Cleans a step's worth of rows; false once all are done. */
  step(): boolean {
    const { rows } = this.#request;
    let units = 0;
    let index = this.done;
    for (; index < rows.length && units < STEP_UNITS; index++) units += this.#take(index) + ROW_UNITS;
    this.done = index;
    return index < rows.length;
  }

  /** Cleans one row; gives how many units its record has. */
  #take(index: number): number {
    const cursor = this.#cursor;
    cursor.read(index);
    const line = cursor.lineOf(index);
    if (!this.#isUntouched()) return this.#takeTexts(index, line);
    const lacked = this.#request.config.dropIncomplete ? this.#lacked((column) => this.#isBlank(column)) : undefined;
    if (lacked !== undefined) {
      this.#drop(index, line, lacked);
      return 0;
    }
    this.#compose();
    this.#request.collector.addUnits(this.#record, this.#length, line);
    return this.#length;
  }

  /** Tells whether cleaning leaves the row's values as they are, but for white space around them. */
  #isUntouched(): boolean {
    const { cleaner, template } = this.#request;
    const { suspects } = cleaner;
    const { units, starts, ends } = this.#cursor;
    for (const column of template.columns) {
      const end = ends[column];
      for (let at = starts[column]; at < end; at++) {
        const suspect = suspects[units[at]];
        if (suspect === 0) continue;
        if ((suspect & TOUCHED) !== 0) return false;
        if ((suspect & LEADS) !== 0 && at + 1 < end && (suspects[units[at + 1]] & FOLLOWS) !== 0) return false;
      }
    }
    return true;
  }

  /** Writes the record of the row. */
  #compose(): void {
    const { units, starts, ends } = this.#cursor;
    const { trim } = this.#request.config;
    let length = 0;
    for (const part of this.#parts) {
      let from = 0;
      let until = 0;
      let source: Units = units;
      if (typeof part !== "number") {
        source = part;
        until = part.length;
      } else {
        from = trim ? trimmedStart(units, starts[part], ends[part]) : starts[part];
        until = trim ? trimmedEnd(units, from, ends[part]) : ends[part];
      }
      if (this.#record.length < length + until - from) this.#grow(length, length + until - from);
      const record = this.#record;
      for (let at = from; at < until; at++) record[length++] = source[at];
    }
    this.#length = length;
  }

  #grow(filled: number, length: number): void {
    const before = this.#record;
    this.#record = withRoom(before, length);
    this.#record.set(before.subarray(0, filled));
  }

  #takeTexts(index: number, line: number): number {
    const { columns, template, cleaner, collector, config } = this.#request;
    const values: string[] = new Array<string>(columns.length).fill("");
    for (const column of template.columns) values[column] = cleaner.clean(this.#cursor.text(column), line);
    const isBlank = (column: number) =>
      template.columns.includes(column) ? values[column].trim() === "" : this.#isBlank(column);
    const lacked = config.dropIncomplete ? this.#lacked(isBlank) : undefined;
    if (lacked !== undefined) {
      this.#drop(index, line, lacked);
      return 0;
    }
    const record = template.render(values);
    collector.add(record, line);
    return record.length;
  }

  /** Gives a needed column that is empty, or any used one where all of them are. */
  #lacked(isBlank: (column: number) => boolean): number | undefined {
    const { needed, template } = this.#request;
    return needed.find(isBlank) ?? (template.columns.every(isBlank) ? template.columns[0] : undefined);
  }

  #isBlank(column: number): boolean {
    const { units, starts, ends } = this.#cursor;
    return trimmedStart(units, starts[column], ends[column]) === ends[column];
  }

  #drop(index: number, line: number, column: number): void {
    const { columns, rows, collector } = this.#request;
    collector.drop("incomplete", line, () => rows.at(index)?.values.join(" · ") ?? "", columns[column]);
  }
}
