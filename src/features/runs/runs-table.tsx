// The table of all runs with the baselines: what each came to, what was changed for it, what can be done with it.
import { type UIEvent, useDeferredValue, useMemo, useRef, useState } from "react";
import { baselineRows } from "@/domain/run/baseline-rows";
import { MOST_DRAWN } from "@/domain/run/drawn-runs";
import type { RunId } from "@/domain/run/run";
import { type RunRow, rowsOf } from "@/domain/run/run-rows";
import {
  NEWEST_FIRST,
  pressedOrder,
  type RowOrder,
  type SortKey,
  sortRows,
  type TableRow,
} from "@/domain/run/sort-rows";
import { useRunsText } from "@/i18n/runs-text";
import { useRuns } from "@/state/use-app";
import { useShownData } from "@/state/use-shown-run";
import { BaselineTableRow } from "./baseline-row";
import { NotebookBar } from "./notebook-bar";
import { TryValues } from "./plan-places";
import { RunQueue } from "./run-queue";
import { RunTableRow } from "./run-row";
import { RunsHeader } from "./runs-header";
import { SortChoice } from "./sort-choice";
import "./runs-table.css";

/** Rows that are drawn at first, and that come with each look further down. */
const ROWS = 30;
/** Pixels above the end at which more rows come. */
const NEAR_END = 600;

/** The table with its heading. */
export function RunsTable() {
  const text = useRunsText();
  const open = useRuns((runs) => runs.open);
  const [order, setOrder] = useState<RowOrder>(NEWEST_FIRST);
  const [base, setBase] = useState<RunId | null>(null);
  // Rows may wait for the hand, and those far down until somebody looks there.
  const rows = useDeferredValue(useTableRows(order, base));
  const [drawn, setDrawn] = useState(ROWS);
  const box = useRef<HTMLElement>(null);
  const sortBy = (key: SortKey, descending?: boolean) => {
    setOrder(descending === undefined ? pressedOrder(order, key) : { key, descending });
    setDrawn(ROWS);
    box.current?.scrollTo({ top: 0 });
  };
  const left = Math.max(0, rows.length - drawn);
  const onScroll = ({ currentTarget: { scrollTop, clientHeight, scrollHeight } }: UIEvent<HTMLElement>) => {
    if (left > 0 && scrollTop + clientHeight > scrollHeight - NEAR_END) setDrawn(drawn + ROWS);
  };
  const runs = rows.flatMap((entry) => (entry.kind === "run" ? [entry.row] : []));
  const best = bestValues(runs);
  return (
    <section className="runs" aria-labelledby="runs-heading">
      <div className="runs-head">
        <h3 id="runs-heading">{text.runs("title")}</h3>
        <span className="hint">{useHint(runs, open)}</span>
        <TryValues />
        {runs.some(({ id }) => id === base) && (
          <button type="button" className="link" data-testid="runs-compare-before" onClick={() => setBase(null)}>
            {text.runs("compareBefore")}
          </button>
        )}
      </div>
      <RunQueue />
      {rows.length > 0 && <SortChoice order={order} onSort={sortBy} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling table must be reachable by keys (WCAG 2.1.1). */}
      <section className="runs-scroll" tabIndex={0} aria-label={text.runs("table")} onScroll={onScroll} ref={box}>
        <table data-testid="runs-table" aria-labelledby="runs-heading">
          <RunsHeader order={order} onSort={sortBy} />
          {rows
            .slice(0, drawn)
            .map((entry) =>
              entry.kind === "baseline" ? (
                <BaselineTableRow key={entry.row.name} row={entry.row} />
              ) : (
                <RunTableRow
                  key={entry.row.id}
                  row={entry.row}
                  text={text}
                  isOpen={entry.row.id === open}
                  isBase={entry.row.id === base}
                  isBestLoss={entry.row.best !== null && entry.row.best.loss === best.loss}
                  isBestAccuracy={entry.row.best !== null && entry.row.best.accuracy === best.accuracy}
                  onCompare={setBase}
                />
              ),
            )}
        </table>
        {left > 0 && (
          <button type="button" className="btn quiet" data-testid="runs-more" onClick={() => setDrawn(drawn + ROWS)}>
            {text.runs("moreRows", { count: Math.min(left, ROWS) })}
          </button>
        )}
      </section>
      <NotebookBar rows={runs} open={open} text={text} />
    </section>
  );
}

/** Gives the rows in order; those of records that rest are the same objects. */
function useTableRows(order: RowOrder, base: RunId | null): readonly TableRow[] {
  const { language } = useRunsText();
  const runs = useRuns((state) => state.runs);
  const data = useShownData();
  const baselines = useMemo(() => (data === null ? [] : baselineRows(data)), [data]);
  return useMemo(
    () => sortRows(rowsOf([...runs.values()], base), baselines, order, language),
    [runs, base, baselines, order, language],
  );
}

/** Finds the lowest loss and the highest accuracy where there are runs to compare. */
function bestValues(runs: readonly RunRow[]): { readonly loss: number | null; readonly accuracy: number | null } {
  const measured = runs.flatMap(({ best }) => (best?.onValidation && !Number.isNaN(best.loss) ? [best] : []));
  if (measured.length < 2) return { loss: null, accuracy: null };
  return {
    loss: measured.reduce((least, { loss }) => Math.min(least, loss), Number.POSITIVE_INFINITY),
    accuracy: measured.reduce((most, { accuracy }) => Math.max(most, accuracy), 0),
  };
}

/** Says what the eyes do, and that the charts do not draw all of many. */
function useHint(runs: readonly RunRow[], open: RunId | null): string {
  const text = useRunsText();
  const count = runs.filter(({ id, drawn }) => drawn || id === open).length;
  return count > MOST_DRAWN ? text.runs("someDrawn", { most: MOST_DRAWN, count }) : text.runs("hint");
}
