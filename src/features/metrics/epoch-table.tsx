// One row for each finished epoch, newest at the bottom, the best one marked. Raw numbers stand in data attributes.
// Tiny data finishes hundreds of epochs a second: only the newest and the best are drawn then.
import { memo, useLayoutEffect, useRef } from "react";
import type { EpochRow } from "@/domain/training/progress";
import { type Text, useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";
import { useBestEpoch } from "@/state/use-shown-run";
import { usePaddingRemark } from "../padding-remark";
import { shareText } from "../share-text";
import "./epoch-table.css";

const ROW_HEIGHT = 32;
const MOST_ROWS = 100;

/** The table of finished epochs. */
export function EpochTable() {
  const text = useText();
  const rows = useRun((run) => run.progress.epochs);
  const best = useBestEpoch();
  const remark = usePaddingRemark();
  const { scroller, onScroll } = useNewestInSight(rows.length);
  return (
    <section aria-labelledby="epochs-heading">
      <div className="epochs-head">
        <h3 id="epochs-heading">{text.t("metrics.epochs")}</h3>
        {rows.length === 0 && <span className="hint">{text.t("metrics.epochsNote")}</span>}
        {remark !== null && <span className="hint">{remark}</span>}
        {rows.length > MOST_ROWS && (
          <span className="hint">{text.t("metrics.epochsCut", { shown: MOST_ROWS, count: rows.length })}</span>
        )}
      </div>
      <section
        className="epochs-scroll"
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling table must be reachable by keys (WCAG 2.1.1).
        tabIndex={0}
        aria-label={text.t("metrics.epochTable")}
      >
        <table className="epochs" data-testid="epoch-table">
          <thead>
            <tr>
              <th scope="col">{text.t("metrics.column.epoch")}</th>
              <th scope="col">{text.t("metrics.column.trainLoss")}</th>
              <th scope="col">{text.t("metrics.column.trainAccuracy")}</th>
              <th scope="col">{text.t("metrics.column.validationLoss")}</th>
              <th scope="col">{text.t("metrics.column.validationAccuracy")}</th>
              <th scope="col" className="epochs-rate">
                {text.t("metrics.column.learningRate")}
              </th>
            </tr>
          </thead>
          <tbody>
            {drawnRows(rows, best).map((row) => (
              <Row key={row.epoch} row={row} best={row === best} />
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

/** Gives the newest rows, after the best one where that is older. */
function drawnRows(rows: readonly EpochRow[], best: EpochRow | null): readonly EpochRow[] {
  const newest = rows.slice(-MOST_ROWS);
  return best === null || newest.includes(best) ? newest : [best, ...newest];
}

/** Keeps the end of the table in sight while it grows, unless somebody scrolled away from it. */
function useNewestInSight(length: number) {
  const scroller = useRef<HTMLElement>(null);
  const atEnd = useRef(true);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box !== null && atEnd.current && length > 0) box.scrollTop = box.scrollHeight;
  }, [length]);
  const onScroll = () => {
    const box = scroller.current;
    if (box !== null) atEnd.current = box.scrollTop + box.clientHeight > box.scrollHeight - ROW_HEIGHT;
  };
  return { scroller, onScroll };
}

interface RowProps {
  readonly row: EpochRow;
  readonly best: boolean;
}

const Row = memo(function Row({ row, best }: RowProps) {
  const text = useText();
  return (
    <tr
      className={best ? "best" : undefined}
      data-epoch={row.epoch}
      data-train-loss={row.trainLoss}
      data-train-accuracy={row.trainAccuracy}
      data-validation-loss={row.validationLoss ?? ""}
      data-validation-accuracy={row.validationAccuracy ?? ""}
    >
      <td>
        {text.number(row.epoch)}
        {best && <span className="badge live">{text.t("metrics.bestEpoch")}</span>}
      </td>
      <td>{text.fixed(row.trainLoss, 3)}</td>
      <td>{shareText(text, row.trainAccuracy)}</td>
      <td>{optional(text, row.validationLoss, (value) => text.fixed(value, 3))}</td>
      <td>{optional(text, row.validationAccuracy, (value) => shareText(text, value))}</td>
      <td className="epochs-rate">{text.short(row.learningRate)}</td>
    </tr>
  );
});

function optional(text: Text, value: number | null, shown: (value: number) => string): string {
  return value === null ? text.t("metrics.none") : shown(value);
}
