// A model that only counts, as a row among the runs.
import type { BaselineRow } from "@/domain/run/baseline-rows";
import { useRunsText } from "@/i18n/runs-text";
import { useApp, useCharts } from "@/state/use-app";
import { shareText } from "../share-text";
import { BitsPerCharacter } from "./bits-per-character";
import { RunIcon } from "./run-icon";

/** The row; its eye shows the level in the charts. */
export function BaselineTableRow({
  row: { name, parameterCount, loss, bitsPerCharacter, accuracy },
}: {
  readonly row: BaselineRow;
}) {
  const text = useRunsText();
  const { charts } = useApp().stores;
  const isDrawn = useCharts((state) => state.levels[name]);
  const label = text.runs(`baseline.${name}`);
  return (
    <tbody
      className="baseline"
      data-baseline={name}
      data-parameters={parameterCount}
      data-validation-loss={loss}
      data-validation-accuracy={accuracy ?? ""}
    >
      <tr>
        <td className="eye">
          <button
            type="button"
            className="icon-btn sm"
            aria-pressed={isDrawn}
            aria-label={text.runs("draw", { name: label })}
            data-testid="baseline-visible"
            onClick={() => charts.getState().showLevel(name, !isDrawn)}
          >
            <RunIcon name={isDrawn ? "eye" : "closedEye"} />
          </button>
        </td>
        <th scope="row" className="name">
          <span className="level" aria-hidden="true" />
          {label}
        </th>
        <td className="changed">{text.runs(`does.${name}`)}</td>
        <td data-label={text.runs("column.parameters")}>{text.number(parameterCount)}</td>
        <td data-label={text.runs("column.loss")}>
          {text.fixed(loss, 3)}
          <BitsPerCharacter bits={bitsPerCharacter} />
        </td>
        <td data-label={text.runs("column.accuracy")}>
          {accuracy === null ? text.t("metrics.none") : shareText(text, accuracy)}
        </td>
        <td colSpan={3} />
      </tr>
    </tbody>
  );
}
