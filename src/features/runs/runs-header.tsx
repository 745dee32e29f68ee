// The heads of the columns, which sort by a press.
import type { RowOrder, SortKey } from "@/domain/run/sort-rows";
import { type RunsKey, useRunsText } from "@/i18n/runs-text";

export interface RunsHeaderProps {
  readonly order: RowOrder;
  /** Wants the order of a column; without a direction the one that a press on its head gives. */
  readonly onSort: (key: SortKey, descending?: boolean) => void;
}

/** The columns of figures, behind those of eye, name and changes. */
const FIGURES = ["parameters", "loss", "accuracy", "steps", "seconds"] as const;

/** One row of heads for each line of a run. */
export function RunsHeader(props: RunsHeaderProps) {
  const text = useRunsText();
  return (
    <thead>
      <tr>
        <th scope="col" className="eye">
          <span className="vh">{text.runs("column.eye")}</span>
        </th>
        <SortHead {...props} by="name" />
        <SortHead {...props} by="changed" />
        {FIGURES.map((key) => (
          <SortHead key={key} {...props} by={key} />
        ))}
        <th scope="col">
          <span className="vh">{text.runs("column.actions")}</span>
        </th>
      </tr>
      <tr className="second">
        <td className="eye" />
        <th scope="col" className="col-note" colSpan={NOTE_SPAN}>
          {text.runs("column.note")}
        </th>
        <SortHead {...props} by="bestStep" span={BEST_STEP_SPAN} />
        <SortHead {...props} by="device" span={DEVICE_SPAN} />
      </tr>
    </thead>
  );
}

/** Columns of the first line that those of the second lie under, behind that of the eye. */
export const NOTE_SPAN = 3;
/** See NOTE_SPAN. */
export const BEST_STEP_SPAN = 2;
/** See NOTE_SPAN. */
export const DEVICE_SPAN = 3;

interface SortHeadProps extends RunsHeaderProps {
  readonly by: Exclude<SortKey, "begun">;
  readonly span?: number;
}

function SortHead({ by, order, onSort, span }: SortHeadProps) {
  const text = useRunsText();
  const isSorted = order.key === by;
  const direction = order.descending ? "descending" : "ascending";
  const label: RunsKey = `column.${by}`;
  return (
    <th scope="col" colSpan={span} className={`col-${by}`} aria-sort={isSorted ? direction : undefined}>
      <button type="button" data-testid={`runs-sort-${by}`} onClick={() => onSort(by)}>
        {text.runs(label)}
        <span className="arrow" aria-hidden="true">
          {isSorted ? (order.descending ? "↓" : "↑") : ""}
        </span>
      </button>
    </th>
  );
}
