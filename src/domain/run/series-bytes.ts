// The series of a run as bytes: a length, a JSON header, then numbers of 8 bytes. Tables and columns go by their names,
// so that a later version may have more of them.
import { emptySeries, type RunSeries } from "./run-series";
import { MOST_ROWS, type Row, type StepTable } from "./step-table";

interface TableHeader {
  readonly columns: readonly string[];
  readonly rows: number;
  readonly stride: number;
  /** Measurements in the row that is not full, which follows the full ones; 0 for none. */
  readonly pending: number;
  /** Whether the newest measurement follows by itself. */
  readonly newest: boolean;
}

type Table = StepTable<string>;

/** Writes the series as they stand. */
export function writeSeries(series: RunSeries): Uint8Array<ArrayBuffer> {
  const tables = Object.entries(series as unknown as Record<string, Table>);
  const header = Object.fromEntries(tables.map(([name, table]) => [name, headerOf(table)]));
  const json = new TextEncoder().encode(JSON.stringify(header));
  const columns = tables.flatMap(([, table]) => columnsOf(table));
  const begin = 4 + json.length;
  const bytes = new Uint8Array(begin + columns.reduce((sum, column) => sum + column.byteLength, 0));
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 4);
  let offset = begin;
  for (const column of columns) {
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), offset);
    offset += column.byteLength;
  }
  return bytes;
}

/** Reads series, null where the bytes are none. What they do not hold is empty, or not a number. */
export function readSeries(bytes: Uint8Array): RunSeries | null {
  try {
    const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
    const header: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    const numbers = new Float64Array(bytes.slice(4 + length).buffer);
    const series = emptySeries();
    const tables = series as unknown as Record<string, Table>;
    let place = 0;
    for (const [name, told] of Object.entries(header as Record<string, TableHeader>)) {
      const size = rowsOf(told);
      const columns = new Map(
        told.columns.map((column, index) => [
          column,
          numbers.subarray(place + index * size, place + (index + 1) * size),
        ]),
      );
      place += size * told.columns.length;
      if (Object.hasOwn(tables, name)) fill(tables[name], told, columns);
    }
    return place === numbers.length ? series : null;
  } catch {
    return null;
  }
}

function headerOf({ names, rows, stride, pending, newest }: Table): TableHeader {
  return { columns: ["step", "count", ...names], rows, stride, pending: pending?.count ?? 0, newest: newest !== null };
}

/** Counts the numbers of a column: its rows, the one that is not full, and the newest by itself. */
function rowsOf({ columns, rows, stride, pending, newest }: TableHeader): number {
  const isSound =
    Array.isArray(columns) &&
    Number.isInteger(rows) &&
    rows >= 0 &&
    rows < MOST_ROWS &&
    stride >= 1 &&
    pending < stride;
  if (!isSound) throw new RangeError("a table that no run has");
  return rows + (pending > 0 ? 1 : 0) + (newest ? 1 : 0);
}

function columnsOf({ names, columns, rows, pending, newest }: Table): readonly Float64Array[] {
  return ["step", "count", ...names].map((name) => {
    const beyond = [pending && { ...pending.row, count: pending.count }, newest && { ...newest, count: 1 }];
    const own = beyond.flatMap((row) => (row === null ? [] : [(row as Record<string, number>)[name]]));
    const numbers = new Float64Array(rows + own.length);
    numbers.set(columns[name].subarray(0, rows));
    numbers.set(own, rows);
    return numbers;
  });
}

function fill(table: Table, told: TableHeader, columns: ReadonlyMap<string, Float64Array>): void {
  const { rows, pending, newest, stride } = told;
  const all = ["step", "count", ...table.names];
  const column = (name: string) => columns.get(name)?.slice(0, rows) ?? new Float64Array(rows).fill(Number.NaN);
  table.columns = Object.fromEntries(all.map((name) => [name, column(name)])) as Table["columns"];
  table.rows = rows;
  table.stride = stride;
  const rowAt = (index: number) =>
    Object.fromEntries(
      ["step", ...table.names].map((name) => [name, columns.get(name)?.[index] ?? Number.NaN]),
    ) as Row<string>;
  table.pending = pending > 0 ? { row: rowAt(rows), count: pending } : null;
  table.newest = newest ? rowAt(rows + (pending > 0 ? 1 : 0)) : null;
}
