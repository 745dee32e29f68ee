// What was measured along a run as columns of numbers: append-only, plain data that can be sent, stored and copied as it
// is. Every step counts: a table that is full joins its rows two by two into their means and goes on with rows of twice
// as many steps, so that an endless run stays small (8 bytes a number, at most MOST_ROWS rows).

/** Most rows of a table; up to here every step has one of its own. */
export const MOST_ROWS = 2 ** 15;

const FIRST_CAPACITY = 64;

/** What was measured after `step` finished steps. */
export type Row<Name extends string> = Readonly<Record<"step" | Name, number>>;

/** Growing columns. Rows are in order of their steps; `columns` are longer than `rows`, which grows. */
export interface StepTable<Name extends string> {
  readonly names: readonly Name[];
  /** Columns that are means over as many targets a measurement as the column "counted" says, where it is known. */
  readonly weighed: readonly Name[];
  /** "step" is the last step of a row, "count" how many measurements it is the mean of. */
  columns: Readonly<Record<"step" | "count" | Name, Float64Array<ArrayBuffer>>>;
  rows: number;
  /** Measurements that a new row takes. */
  stride: number;
  /** Those that do not fill a row yet, as their mean. */
  pending: { readonly row: Row<Name>; readonly count: number } | null;
  /** The newest measurement by itself. */
  newest: Row<Name> | null;
  /** Grows when rows go or are joined: who follows the table begins anew. */
  edition: number;
}

/** Creates an empty table; one with `weighed` columns has one named "counted". */
export function createTable<Name extends string>(
  names: readonly Name[],
  weighed: readonly NoInfer<Name>[] = [],
): StepTable<Name> {
  const columns = columnsOf(names, () => new Float64Array(FIRST_CAPACITY));
  return { names, weighed, columns, rows: 0, stride: 1, pending: null, newest: null, edition: 0 };
}

/**
 * Appends a measurement, or the mean of `count` of them. Where its step is not after the last one, steps are being made
 * anew, and what was measured of them goes. Throws for a step that is no number.
 */
export function appendRow<Name extends string>(table: StepTable<Name>, row: Row<Name>, count = 1): void {
  if (!Number.isFinite(row.step)) throw new Error(`appendRow: expected a step, got ${row.step}`);
  if (row.step <= lastStep(table)) cutFrom(table, row.step);
  table.newest = count === 1 ? row : null;
  const joined = table.pending === null ? { row, count } : join(table, table.pending, { row, count });
  table.pending = joined.count < table.stride ? joined : null;
  if (table.pending !== null) return;
  push(table, joined.row, joined.count);
  if (table.rows === MOST_ROWS) halve(table);
}

/** Forgets what was measured at `step` and later; a row of several steps goes as a whole. Tells whether anything went. */
export function cutFrom<Name extends string>(table: StepTable<Name>, step: number): boolean {
  if (lastStep(table) < step) return false;
  if (table.pending !== null && table.pending.row.step >= step) table.pending = null;
  const before = table.rows;
  while (table.rows > 0 && table.columns.step[table.rows - 1] >= step) table.rows--;
  table.newest = table.rows > 0 && table.columns.count[table.rows - 1] === 1 ? rowAt(table, table.rows - 1) : null;
  if (table.rows < before) table.edition++;
  return true;
}

/** Gives the last step that the table knows of, -Infinity while it is empty. */
export function lastStep({ columns, rows, pending }: StepTable<string>): number {
  return pending?.row.step ?? (rows === 0 ? Number.NEGATIVE_INFINITY : columns.step[rows - 1]);
}

/** Gives a column up to the last full row, without copying. */
export function columnOf<Name extends string>(table: StepTable<Name>, name: "step" | "count" | Name): Float64Array {
  return table.columns[name].subarray(0, table.rows);
}

/** Gives a full row. */
export function rowAt<Name extends string>({ names, columns }: StepTable<Name>, index: number): Row<Name> {
  const entries = ["step" as const, ...names].map((name) => [name, columns[name][index]]);
  return Object.fromEntries(entries) as Row<Name>;
}

/** Gives what was measured at exactly `step` by itself, null where nothing was or only a mean is left. */
export function measuredAt<Name extends string>(table: StepTable<Name>, step: number): Row<Name> | null {
  if (table.newest?.step === step) return table.newest;
  const index = nearestIndex(columnOf(table, "step"), step);
  if (index < 0 || table.columns.step[index] !== step || table.columns.count[index] !== 1) return null;
  return rowAt(table, index);
}

/** Finds the index of the step nearest to `x` among steps in order, -1 among none. */
export function nearestIndex(steps: Float64Array, x: number): number {
  let low = 0;
  let high = steps.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (steps[middle] <= x) low = middle;
    else high = middle;
  }
  return high >= 0 && x - steps[low] <= steps[high] - x ? low : high;
}

/** Copies a table, without the room that it has to grow. */
export function copyTable<Name extends string>(table: StepTable<Name>): StepTable<Name> {
  return { ...table, columns: columnsOf(table.names, (name) => table.columns[name].slice(0, table.rows)) };
}

function push<Name extends string>(table: StepTable<Name>, row: Row<Name>, count: number): void {
  const { rows, columns, names } = table;
  if (rows === columns.step.length) table.columns = columnsOf(names, (name) => larger(columns[name]));
  for (const name of ["step" as const, ...names]) table.columns[name][rows] = row[name];
  table.columns.count[rows] = count;
  table.rows++;
}

/** In columns, since a full table has many rows and all of them are joined at once. */
function halve<Name extends string>(table: StepTable<Name>): void {
  const { names, weighed, columns } = table;
  const { step, count } = columns;
  const counted = (columns as Partial<StepTable<"counted">["columns"]>).counted ?? count;
  table.rows = Math.floor(table.rows / 2);
  for (let row = 0; row < table.rows; row++) {
    const [first, second] = [2 * row, 2 * row + 1];
    const targets = targetsOf(counted[first], count[first], counted[second], count[second]);
    for (const name of names) {
      const column: Float64Array = columns[name];
      const [one, other] = weighed.includes(name) ? targets : [count[first], count[second]];
      column[row] = (column[first] * one + column[second] * other) / (one + other);
    }
    step[row] = step[second];
    count[row] = count[first] + count[second];
  }
  table.stride *= 2;
  table.edition++;
}

/** Gives the targets of two rows; the measurements, where those are not known. */
function targetsOf(first: number, firstCount: number, second: number, secondCount: number): readonly [number, number] {
  return first + second > 0 ? [first * firstCount, second * secondCount] : [firstCount, secondCount];
}

interface Mean<Name extends string> {
  readonly row: Row<Name>;
  readonly count: number;
}

function join<Name extends string>(
  { names, weighed }: StepTable<Name>,
  first: Mean<Name>,
  second: Mean<Name>,
): Mean<Name> {
  const countedIn = ({ row }: Mean<Name>) => (row as Partial<Row<"counted">>).counted ?? 1;
  const counts = [first.count, second.count] as const;
  const targets = targetsOf(countedIn(first), counts[0], countedIn(second), counts[1]);
  const joined = (name: Name) => {
    const [one, other] = weighed.includes(name) ? targets : counts;
    return (first.row[name] * one + second.row[name] * other) / (one + other);
  };
  const row = Object.fromEntries([["step", second.row.step], ...names.map((name) => [name, joined(name)])]);
  return { row: row as Row<Name>, count: counts[0] + counts[1] };
}

function columnsOf<Name extends string>(
  names: readonly Name[],
  make: (name: "step" | "count" | Name) => Float64Array<ArrayBuffer>,
): StepTable<Name>["columns"] {
  const entries = ["step" as const, "count" as const, ...names].map((name) => [name, make(name)]);
  return Object.fromEntries(entries) as StepTable<Name>["columns"];
}

function larger(column: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(Math.max(FIRST_CAPACITY, 2 * column.length));
  grown.set(column);
  return grown;
}
