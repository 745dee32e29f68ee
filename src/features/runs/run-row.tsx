// A run as a row of the table: its figures, and under them its note. Redrawn only when its own record changes.
import { memo } from "react";
import type { RunId } from "@/domain/run/run";
import { LONGEST_NAME, LONGEST_NOTE } from "@/domain/run/run-labels";
import type { RunRow } from "@/domain/run/run-rows";
import type { RunsText } from "@/i18n/runs-text";
import { createRecordCommands } from "@/state/record-commands";
import { useCommands } from "@/state/use-app";
import { RunKey } from "@/ui/line-key";
import { deviceName } from "../device-name";
import { durationText } from "../duration-text";
import { runLook } from "../run-look";
import { shareText } from "../share-text";
import { BitsPerCharacter } from "./bits-per-character";
import { LabelField } from "./label-field";
import { GrowRun } from "./plan-places";
import { OpenMark, RunActions, RunEye } from "./run-actions";
import { RunChanges } from "./run-changes";
import { BEST_STEP_SPAN, DEVICE_SPAN, NOTE_SPAN } from "./runs-header";

/** The row, how it stands to the others, and the words. */
export interface RunTableRowProps {
  readonly row: RunRow;
  readonly text: RunsText;
  readonly isOpen: boolean;
  /** Whether the others are compared with it. */
  readonly isBase: boolean;
  readonly isBestLoss: boolean;
  readonly isBestAccuracy: boolean;
  readonly onCompare: (id: RunId) => void;
}

/** Both lines of a run. */
export const RunTableRow = memo(function RunTableRow(props: RunTableRowProps) {
  const { row, text, isOpen, isBase } = props;
  const { labelRun } = useCommands().later(createRecordCommands);
  const { id, name, best } = row;
  return (
    <tbody
      className={isOpen ? "run open" : "run"}
      data-run={id}
      data-state={row.state}
      data-parameters={row.parameterCount ?? ""}
      data-validation-loss={best?.onValidation ? best.loss : ""}
      data-validation-accuracy={best?.onValidation ? best.accuracy : ""}
      data-steps={row.steps ?? ""}
      data-seconds={row.seconds ?? ""}
    >
      <tr>
        <td className="eye">
          <RunEye row={row} text={text} isOpen={isOpen} />
        </td>
        <th scope="row" className="name">
          <span className="name-box">
            <RunKey {...runLook(row.colour)} />
            <LabelField
              value={name}
              label={text.runs("nameOf", { name })}
              longest={LONGEST_NAME}
              testId="run-name"
              onCommit={(written) => labelRun(id, { name: written })}
            />
          </span>
        </th>
        <td className="changed">
          <RunChanges row={row} text={text} isBase={isBase} />
        </td>
        <Figures {...props} />
        <td className="actions">
          <RunActions {...props} />
        </td>
      </tr>
      <tr className="second">
        <td className="eye" />
        <td className="run-note" colSpan={NOTE_SPAN}>
          <span className="name-box">
            <OpenMark row={row} text={text} isOpen={isOpen} />
            {row.steps !== null && <GrowRun id={id} name={name} />}
            <LabelField
              value={row.note}
              label={text.runs("noteOf", { name })}
              placeholder={text.runs("notePlaceholder")}
              longest={LONGEST_NOTE}
              testId="run-note"
              onCommit={(note) => labelRun(id, { note })}
            />
          </span>
        </td>
        <td className="run-fact" colSpan={BEST_STEP_SPAN}>
          {measuredText(row, text)}
        </td>
        <td className="run-fact" colSpan={DEVICE_SPAN}>
          {row.device !== null && deviceName(text, row.device)}
        </td>
      </tr>
    </tbody>
  );
});

function Figures({ row, text, isBestLoss, isBestAccuracy }: RunTableRowProps) {
  const none = text.t("metrics.none");
  const { best, parameterCount, steps, seconds } = row;
  return (
    <>
      <td data-label={text.runs("column.parameters")}>
        {parameterCount === null ? none : text.number(parameterCount)}
      </td>
      <td data-label={text.runs("column.loss")} className={isBestLoss ? "best" : undefined}>
        {best === null ? none : lossText(text, best.loss)}
        {best !== null && <BitsPerCharacter bits={best.bitsPerCharacter} />}
      </td>
      <td data-label={text.runs("column.accuracy")} className={isBestAccuracy ? "best" : undefined}>
        {best === null ? none : shareText(text, best.accuracy)}
      </td>
      <td className="steps-cell" data-label={text.runs("column.steps")}>
        {steps === null ? none : text.number(steps)}
      </td>
      <td data-label={text.runs("column.seconds")}>{seconds === null ? none : durationText(seconds)}</td>
    </>
  );
}

/** A run that diverged within its first epoch has looked at losses that are no numbers. */
function lossText(text: RunsText, loss: number): string {
  return Number.isFinite(loss) ? text.fixed(loss, 3) : text.t("metrics.notANumber");
}

/** Says when the best figures were measured, and on what. */
function measuredText({ best }: RunRow, text: RunsText): string {
  if (best === null) return "";
  const measured = text.runs(best.isBest ? "bestAt" : "lookAt", { step: best.step });
  return best.onValidation ? measured : `${measured} · ${text.runs("onTraining")}`;
}
