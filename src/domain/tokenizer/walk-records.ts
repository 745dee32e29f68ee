// Walks through records as UTF-16 units in slices of bounded length, so that long work can report and be stopped.
import { PackedTexts, type UnitView } from "../packed-texts";
import { type Stretch, withRoom, writeUnits } from "../text-units";
import { type Texts, textAt } from "../texts";

/** UTF-16 units handled between two yields, and what a record costs beside them: a few milliseconds of work. */
const UNITS_PER_YIELD = 1 << 18;
const RECORD_UNITS = 16;

/**
 * Handles a stretch of a record; gives the place where it stopped. Where the record goes on and what is in sight is too
 * little to go by, the work stops before `until`, at `from` if need be, and is called again with more in sight. The
 * stretch is the walk's own and changes with the next call.
 */
export type SliceWork = (stretch: Readonly<Stretch>) => number;

/** What to do with each record. */
export interface RecordWork {
  /** Called before the first slice of each record, empty records included, with its index. */
  readonly begin?: (index: number) => void;
  readonly slice: SliceWork;
  /** How many units behind `until` the work looks at as a rule; 1 where it is absent, for the second half of a pair. */
  readonly reach?: number;
}

/**
 * Does the work on all records, in their order or in the one that is given; yields the number of UTF-16 units done so
 * far.
 */
export function* walkRecords(
  records: Texts,
  work: RecordWork,
  order: Uint32Array | null = null,
): Generator<number, void> {
  const walk = new Walk(records, work, order);
  while (walk.step()) yield walk.unitsDone;
}

class Walk {
  unitsDone = 0;
  readonly #records: Texts;
  readonly #work: RecordWork;
  readonly #order: Uint32Array | null;
  readonly #reach: number;
  readonly #view: UnitView = { units: new Uint16Array(0), start: 0, end: 0 };
  readonly #stretch: Stretch = { units: new Uint16Array(0), from: 0, until: 0, end: 0, goesOn: false };
  #next = 0;
  #scratch = new Uint16Array(0);
  /** The long record that is under way. */
  #text = "";
  #position = 0;
  /** Units in sight behind a slice of it. */
  #sight: number;

  constructor(records: Texts, work: RecordWork, order: Uint32Array | null) {
    this.#records = records;
    this.#work = work;
    this.#order = order;
    this.#reach = Math.max(1, work.reach ?? 1);
    this.#sight = this.#reach;
  }

  /** Does a yield's worth of work; false once there is none left. */
  step(): boolean {
    const records = this.#records;
    const view = this.#view;
    let left = UNITS_PER_YIELD;
    for (;;) {
      if (this.#position < this.#text.length) left -= this.#sliceText(left);
      else if (this.#next === records.length) return false;
      else {
        const index = this.#order === null ? this.#next : this.#order[this.#next];
        this.#next++;
        this.#work.begin?.(index);
        left -= RECORD_UNITS;
        if (records instanceof PackedTexts && records.view(index, view)) left -= this.#sliceView();
        else {
          this.#text = textAt(records, index);
          this.#position = 0;
        }
      }
      if (left <= 0) return this.#next < records.length || this.#position < this.#text.length;
    }
  }

  #sliceView(): number {
    const { units, start, end } = this.#view;
    const stretch = this.#stretch;
    stretch.units = units;
    stretch.from = start;
    stretch.until = end;
    stretch.end = end;
    stretch.goesOn = false;
    while (stretch.from < end) stretch.from = this.#work.slice(stretch);
    this.unitsDone += end - start;
    return end - start;
  }

  #sliceText(most: number): number {
    const text = this.#text;
    const begun = this.#position;
    const until = Math.min(text.length, begun + Math.max(1, most));
    const seen = text.slice(begun, Math.min(text.length, until + this.#sight));
    this.#scratch = withRoom(this.#scratch, seen.length);
    writeUnits(seen, this.#scratch, 0);
    const goesOn = begun + seen.length < text.length;
    const place = { units: this.#scratch, from: 0, until: until - begun, end: seen.length, goesOn };
    const done = this.#work.slice(Object.assign(this.#stretch, place));
    this.#sight = done === 0 ? 2 * seen.length : this.#reach;
    this.#position += done;
    this.unitsDone += done;
    return done;
  }
}
