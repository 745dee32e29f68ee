// Walks through records in slices of bounded length, so that long work can report and be stopped.

/** UTF-16 units handled between two yields: a few milliseconds of work. */
const UNITS_PER_YIELD = 1 << 18;

/** Handles `record` from index `from` until at least `until`; gives the index where it stopped. */
export type SliceWork = (record: string, from: number, until: number) => number;

/** What to do with each record. */
export interface RecordWork {
  /** Called before the first slice of each record, empty records included. */
  readonly begin?: () => void;
  readonly slice: SliceWork;
}

/** Does the work on all records in order; yields the number of UTF-16 units done so far. */
export function* walkRecords(records: Iterable<string>, work: RecordWork): Generator<number, void> {
  let unitsDone = 0;
  let nextYield = UNITS_PER_YIELD;
  for (const record of records) {
    work.begin?.();
    let position = 0;
    while (position < record.length) {
      const stopped = work.slice(record, position, Math.min(record.length, position + nextYield - unitsDone));
      unitsDone += stopped - position;
      position = stopped;
      if (unitsDone >= nextYield) {
        yield unitsDone;
        nextYield = unitsDone + UNITS_PER_YIELD;
      }
    }
  }
}
