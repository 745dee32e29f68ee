// The order of the table where it has no room for heads of columns.
import { type RowOrder, SORT_KEYS } from "@/domain/run/sort-rows";
import { useRunsText } from "@/i18n/runs-text";
import type { RunsHeaderProps } from "./runs-header";

/** The columns to choose from, and a button that turns the order. */
export function SortChoice({ order, onSort }: RunsHeaderProps) {
  const text = useRunsText();
  const turn: RowOrder["descending"] = !order.descending;
  return (
    <div className="sort-choice">
      <label>
        <span>{text.runs("sortBy")}</span>
        <select
          value={order.key}
          data-testid="runs-sort"
          onChange={({ target }) => {
            const chosen = SORT_KEYS.find((key) => key === target.value);
            if (chosen !== undefined) onSort(chosen);
          }}
        >
          {SORT_KEYS.map((key) => (
            <option key={key} value={key}>
              {text.runs(`column.${key}`)}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        className="icon-btn"
        aria-label={text.runs(turn ? "sortDown" : "sortUp")}
        data-testid="runs-sort-turn"
        onClick={() => onSort(order.key, turn)}
      >
        {order.descending ? "↓" : "↑"}
      </button>
    </div>
  );
}
