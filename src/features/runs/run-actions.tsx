// What can be done with a run: draw it, open it, pin it, take its settings, compare with it, delete it.
import type { RunRow } from "@/domain/run/run-rows";
import type { RunsText } from "@/i18n/runs-text";
import { createRecordCommands } from "@/state/record-commands";
import { useCommands, useRun } from "@/state/use-app";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Menu } from "@/ui/menu";
import { RunIcon } from "./run-icon";
import type { RunTableRowProps } from "./run-row";

interface ActionProps {
  readonly row: RunRow;
  readonly text: RunsText;
  readonly isOpen: boolean;
}

/** Whether the charts draw the run; they always draw the open one. */
export function RunEye({ row: { id, name, drawn }, text, isOpen }: ActionProps) {
  const { labelRun } = useCommands().later(createRecordCommands);
  const isDrawn = drawn || isOpen;
  return (
    <Button
      className="icon-btn sm"
      disabledReason={isOpen ? text.runs("alwaysDrawn") : null}
      aria-pressed={isDrawn}
      aria-label={text.runs("draw", { name })}
      data-testid="run-visible"
      onClick={() => labelRun(id, { drawn: !drawn })}
    >
      <RunIcon name={isDrawn ? "eye" : "closedEye"} />
    </Button>
  );
}

/** Opens the run, or says that it is open; what it is doing beside that. */
export function OpenMark({ row: { id, name, state }, text, isOpen }: ActionProps) {
  const { openRun } = useCommands();
  const isPreparing = useRun((run) => run.state === "preparing");
  if (isOpen) {
    const doing = state === "running" || state === "failed" ? ` · ${text.t(`run.state.${state}`)}` : "";
    return <span className="badge live">{`${text.runs("isOpen")}${doing}`}</span>;
  }
  return (
    <>
      <Button
        className="link"
        disabledReason={isPreparing ? text.runs("cannotOpen") : null}
        aria-label={text.runs("openRun", { name })}
        data-testid="run-open"
        onClick={() => void openRun(id)}
      >
        {text.runs("open")}
      </Button>
      {state === "failed" && <span className="badge error">{text.t("run.state.failed")}</span>}
    </>
  );
}

/** The bin of the next row, else of the one before, so that keys go on where a row goes; else the table. */
function binBeside(bin: HTMLElement): HTMLElement | null {
  const row = bin.closest("tbody");
  const beside = [row?.nextElementSibling, row?.previousElementSibling]
    .map((other) => other?.querySelector<HTMLElement>(".bin"))
    .find((other) => other instanceof HTMLElement);
  return beside ?? bin.closest("section");
}

/** Pin, menu and bin at the end of the row. */
export function RunActions({ row: { id, name, pinned, state, isHeld }, text, isBase, onCompare }: RunTableRowProps) {
  const { exportFile, later } = useCommands();
  const { labelRun, takeSettings, deleteRun } = later(createRecordCommands);
  const isBusy = state === "running" || state === "preparing";
  return (
    <>
      <button
        type="button"
        className="icon-btn sm"
        aria-pressed={pinned}
        aria-label={text.runs("pin", { name })}
        title={text.runs("pin", { name })}
        data-testid="run-pin"
        onClick={() => labelRun(id, { pinned: !pinned })}
      >
        <RunIcon name="pin" solid={pinned} />
      </button>
      <Menu
        summary={<Icon name="dots" />}
        label={text.runs("menu", { name })}
        buttonClass="icon-btn sm"
        boxClass="run-menu"
        testId="run-menu"
      >
        <button type="button" className="btn quiet" data-testid="run-settings" onClick={() => takeSettings(id)}>
          {text.runs("takeSettings")}
        </button>
        <Button
          className="btn quiet"
          disabledReason={isHeld ? null : text.runs("nothingHeld")}
          data-testid="run-export"
          onClick={() => void exportFile("bundle", id)}
        >
          {text.runs("export")}
        </Button>
        {!isBase && (
          <button type="button" className="btn quiet" data-testid="run-compare" onClick={() => onCompare(id)}>
            {text.runs("compare")}
          </button>
        )}
      </Menu>
      <Button
        className="icon-btn sm bin"
        disabledReason={isBusy ? text.runs("cannotDelete") : null}
        aria-label={text.runs("delete", { name })}
        data-testid="run-delete"
        onClick={({ currentTarget }) => {
          binBeside(currentTarget)?.focus();
          void deleteRun(id);
        }}
      >
        <RunIcon name="bin" />
      </Button>
    </>
  );
}
