// One row for each finished epoch, newest at the bottom, the best one marked. Raw numbers stand in data attributes.
import { type Text, useText } from "@/i18n/use-text";
import { useRun } from "@/state/use-app";
import { shareText } from "./share-text";
import "./epoch-table.css";

/** The table of finished epochs. */
export function EpochTable() {
  const text = useText();
  const rows = useRun((run) => run.epochs);
  const bestEpoch = useRun((run) => run.bestEpoch);
  return (
    <section aria-labelledby="epochs-heading">
      <div className="epochs-head">
        <h3 id="epochs-heading">{text.t("metrics.epochs")}</h3>
        {rows.length === 0 && <span className="hint">{text.t("metrics.epochsNote")}</span>}
      </div>
      <div className="epochs-scroll">
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
            {rows.map((row) => (
              <tr
                key={row.epoch}
                className={row.epoch === bestEpoch ? "best" : undefined}
                data-epoch={row.epoch}
                data-train-loss={row.trainLoss}
                data-train-accuracy={row.trainAccuracy}
                data-validation-loss={row.validationLoss ?? ""}
                data-validation-accuracy={row.validationAccuracy ?? ""}
              >
                <td>
                  {text.number(row.epoch)}
                  {row.epoch === bestEpoch && <span className="badge live">{text.t("metrics.bestEpoch")}</span>}
                </td>
                <td>{text.fixed(row.trainLoss, 3)}</td>
                <td>{shareText(text, row.trainAccuracy)}</td>
                <td>{optional(text, row.validationLoss, (value) => text.fixed(value, 3))}</td>
                <td>{optional(text, row.validationAccuracy, (value) => shareText(text, value))}</td>
                <td className="epochs-rate">{text.short(row.learningRate)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function optional(text: Text, value: number | null, shown: (value: number) => string): string {
  return value === null ? text.t("metrics.none") : shown(value);
}
