// The heads of the columns, which sort by a press.
import type { RowOrder, SortKey } from "@/domain/run/sort-rows";
import { type RunsKey, useRunsText } from "@/i18n/runs-text";

export interface RunsHeaderProps {
  readonly order: RowOrder;
  readonly onSort: (key: SortKey) => void;
}

/** The columns after those of eye, name and changes; all but the last hold figures. */
const FIGURES = ["parameters", "loss", "accuracy", "steps", "seconds"] as const;

/** One row of heads. */
export function RunsHeader(props: RunsHeaderProps) {
  const text = useRunsText();
  return (
    <thead>
      <tr>
        <th scope="col" className="eye">
          <span className="vh">{text.runs("column.eye")}</span>
        </th>
        <SortHead {...props} by="name" />
        <th scope="col" className="changed">
          {text.runs("column.changed")}
        </th>
        {FIGURES.map((key) => (
          <SortHead key={key} {...props} by={key} />
        ))}
        <th scope="col">
          <span className="vh">{text.runs("column.actions")}</span>
        </th>
      </tr>
    </thead>
  );
}

function SortHead({ by, order, onSort }: RunsHeaderProps & { readonly by: "name" | (typeof FIGURES)[number] }) {
  const text = useRunsText();
  const isSorted = order.key === by;
  const direction = order.descending ? "descending" : "ascending";
  const label: RunsKey = `column.${by}`;
  return (
    <th scope="col" className={`col-${by}`} aria-sort={isSorted ? direction : undefined}>
      <button type="button" data-testid={`runs-sort-${by}`} onClick={() => onSort(by)}>
        {text.runs(label)}
        <span className="arrow" aria-hidden="true">
          {isSorted ? (order.descending ? "↓" : "↑") : ""}
        </span>
      </button>
    </th>
  );
}
