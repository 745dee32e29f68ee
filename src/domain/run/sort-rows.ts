// The order of the table of runs: pinned runs first, what is not known last, equals as they began. Baselines stand among
// the runs where both have what they are sorted by.
import type { ConfigPath } from "../config/config-path";
import { configPaths } from "../config/parameters";
import type { BaselineRow } from "./baseline-rows";
import type { RunRow } from "./run-rows";

/** What the table can be sorted by: the beginning, then its columns. */
export const SORT_KEYS = [
  "begun",
  "name",
  "changed",
  "parameters",
  "loss",
  "accuracy",
  "steps",
  "seconds",
  "bestStep",
  "device",
] as const;

/** Names an order. */
export type SortKey = (typeof SORT_KEYS)[number];

/** An order and its direction. */
export interface RowOrder {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** A row of the table. */
export type TableRow =
  | { readonly kind: "run"; readonly row: RunRow }
  | { readonly kind: "baseline"; readonly row: BaselineRow };

/** The newest run first. */
export const NEWEST_FIRST: RowOrder = { key: "begun", descending: true };

/** Gives the order that a press on a header asks for: its better end first, then its worse one, then as at the start. */
export function pressedOrder(order: RowOrder, key: SortKey): RowOrder {
  if (key === NEWEST_FIRST.key) return NEWEST_FIRST;
  const better = { key, descending: key === "accuracy" };
  if (order.key !== key) return better;
  return order.descending === better.descending ? { key, descending: !better.descending } : NEWEST_FIRST;
}

/** Sorts runs, given in the order in which they began, and baselines; names by the rules of `language`. */
export function sortRows(
  runs: readonly RunRow[],
  baselines: readonly BaselineRow[],
  { key, descending }: RowOrder,
  language: string,
): readonly TableRow[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const entries = [
    ...runs.map((row, index) => ({ kind: "run", row, value: runValue(row, key, index) }) as const),
    ...baselines.map((row) => ({ kind: "baseline", row, value: baselineValue(row, key) }) as const),
  ];
  const isPinned = (entry: TableRow) => entry.kind === "run" && entry.row.pinned;
  return entries.sort((one, other) => {
    if (isPinned(one) !== isPinned(other)) return isPinned(one) ? -1 : 1;
    const [left, right] = [one.value, other.value];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    const difference = compare(collator, left, right);
    return descending ? -difference : difference;
  });
}

/** What a row is sorted by: by the first part that differs. Null comes last. */
type SortValue = readonly (number | string)[] | null;

function compare(collator: Intl.Collator, left: NonNullable<SortValue>, right: NonNullable<SortValue>): number {
  for (const [index, one] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    const isNumber = typeof one === "number" && typeof other === "number";
    const difference = isNumber ? Number(one > other) - Number(one < other) : collator.compare(`${one}`, `${other}`);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

/** Something that is not known, or was no number, has no place in an order. */
function known(value: number | null | undefined): SortValue {
  return value === null || value === undefined || Number.isNaN(value) ? null : [value];
}

function runValue(row: RunRow, key: SortKey, index: number): SortValue {
  switch (key) {
    case "begun":
      return [index];
    case "name":
      return [row.name];
    case "changed":
      return changedValue(row);
    case "parameters":
      return known(row.parameterCount);
    case "loss":
      return known(row.best?.loss);
    case "accuracy":
      return known(row.best?.accuracy);
    case "steps":
      return known(row.steps);
    case "seconds":
      return known(row.seconds);
    case "bestStep":
      return known(row.best?.step);
    case "device":
      return row.device && [row.device.id, row.device.adapter ?? "", row.device.threads];
  }
  return key satisfies never;
}

/** Puts runs in which the same setting was changed side by side, by what it was changed to. */
function changedValue({ comparedWith, differences, otherData, parent }: RunRow): SortValue {
  if (comparedWith === null && parent === null) return null;
  const others = [...(parent === null ? [] : [parent.name, parent.step]), ...(otherData === null ? [] : [otherData])];
  return [...differences.flatMap(({ path, to }) => [PLACES.get(path) ?? 0, comparable(to)]), ...others];
}

const PLACES: ReadonlyMap<ConfigPath, number> = new Map(configPaths.map((path, index) => [path, index]));

function comparable(value: unknown): number | string {
  return typeof value === "number" ? value : String(value);
}

function baselineValue({ parameterCount, loss, accuracy }: BaselineRow, key: SortKey): SortValue {
  if (key === "parameters") return known(parameterCount);
  if (key === "loss") return known(loss);
  return key === "accuracy" ? known(accuracy) : null;
}
