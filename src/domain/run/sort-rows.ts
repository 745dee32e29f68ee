// The order of the table of runs: pinned runs first, what is not known last, equals as they began. Baselines stand among
// the runs where both have what they are sorted by.
import type { BaselineRow } from "./baseline-rows";
import type { RunRow } from "./run-rows";

/** Names an order. */
export type SortKey = "begun" | "name" | "parameters" | "loss" | "accuracy" | "steps" | "seconds";

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
    const difference = typeof left === "string" ? collator.compare(left, String(right)) : left - Number(right);
    return descending ? -difference : difference;
  });
}

/** What a row is sorted by; null comes last. */
type SortValue = number | string | null;

function runValue(row: RunRow, key: SortKey, index: number): SortValue {
  switch (key) {
    case "begun":
      return index;
    case "name":
      return row.name;
    case "parameters":
      return row.parameterCount;
    case "loss":
      return row.best?.loss ?? null;
    case "accuracy":
      return row.best?.accuracy ?? null;
    case "steps":
      return row.steps;
    case "seconds":
      return row.seconds;
  }
  return key satisfies never;
}

function baselineValue({ parameterCount, loss, accuracy }: BaselineRow, key: SortKey): SortValue {
  if (key === "parameters") return parameterCount;
  if (key === "loss") return loss;
  return key === "accuracy" ? accuracy : null;
}
