// What can be taken home of several runs: those with an open eye unless others are chosen.
import { useState } from "react";
import type { RunId } from "@/domain/run/run";
import type { RunRow } from "@/domain/run/run-rows";
import type { RunsText } from "@/i18n/runs-text";
import type { Notebook } from "@/state/notebook/notebook";
import { useCommands, useExports } from "@/state/use-app";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Menu } from "@/ui/menu";
import "./notebook-bar.css";

interface NotebookBarProps {
  /** In the order of the table. */
  readonly rows: readonly RunRow[];
  readonly open: RunId | null;
  readonly text: RunsText;
}

/** Buttons that save, and which runs they are about. */
export function NotebookBar({ rows, open, text }: NotebookBarProps) {
  const [chosen, setChosen] = useState<ReadonlySet<RunId> | null>(null);
  const { status, isBusy, during } = useNotebook(text);
  const { stopExport } = useCommands();
  const isWriting = useExports(({ writing }) => writing !== null);
  const ids = rows.filter((row) => chosen?.has(row.id) ?? (row.drawn || row.id === open)).map(({ id }) => id);
  const choose = (id: RunId, isIn: boolean) =>
    setChosen(new Set(isIn ? [...ids, id] : ids.filter((one) => one !== id)));
  const reason = isBusy ? text.runs("notebook.busy") : null;
  const none = ids.length === 0 ? text.runs("notebook.none") : reason;
  if (rows.length === 0) return null;
  return (
    <div className="notebook">
      <Button
        className="btn"
        data-testid="export-report"
        disabledReason={none}
        onClick={() => during(async (notebook) => void (await notebook.saveReport(ids)))}
      >
        <Icon name="download" />
        {text.runs("notebook.report")}
      </Button>
      <Button
        className="btn"
        data-testid="export-table"
        disabledReason={none}
        onClick={() => during(async (notebook) => void notebook.saveTable(ids))}
      >
        <Icon name="download" />
        {text.runs("notebook.table")}
      </Button>
      <Menu
        summary={
          <>
            {text.runs("notebook.chosen", { count: ids.length })}
            <Icon name="chevron" />
          </>
        }
        buttonClass="btn quiet"
        boxClass="notebook-choice"
        testId="notebook-choice"
        value={String(ids.length)}
      >
        {rows.map(({ id, name }) => (
          <label key={id}>
            <input
              type="checkbox"
              data-run={id}
              checked={ids.includes(id)}
              onChange={(event) => choose(id, event.target.checked)}
            />
            <span>{name}</span>
          </label>
        ))}
        {chosen !== null && (
          <button type="button" className="link" onClick={() => setChosen(null)}>
            {text.runs("notebook.visible")}
          </button>
        )}
      </Menu>
      <Button
        className="btn"
        data-testid="export-runs"
        disabledReason={reason}
        onClick={() => during((notebook, say) => saveRuns(notebook, { say, text, total: rows.length }))}
      >
        <Icon name="download" />
        {text.runs("notebook.runs")}
      </Button>
      <span className="hint" role="status">
        {status}
      </span>
      {isBusy && isWriting && (
        <button type="button" className="btn" data-testid="export-runs-stop" onClick={stopExport}>
          {text.runs("notebook.stop")}
        </button>
      )}
    </div>
  );
}

type Say = (status: string) => void;

async function saveRuns(
  notebook: Notebook,
  { say, text, total }: { readonly say: Say; readonly text: RunsText; readonly total: number },
): Promise<void> {
  const saved = await notebook.saveRuns((count) => say(text.runs("notebook.packing", { count, total })));
  if (saved === "tooLarge" || saved === "stopped") say(text.runs(`notebook.${saved}`));
  else if (saved.withoutWeights > 0) say(text.runs("notebook.withoutWeights", { count: saved.withoutWeights }));
  else say("");
}

/** Gives what runs one piece of work of the notebook at a time, and what is said of it. */
function useNotebook(text: RunsText) {
  const { openNotebook } = useCommands();
  const [status, setStatus] = useState("");
  const [isBusy, setBusy] = useState(false);
  const during = async (work: (notebook: Notebook, say: Say) => Promise<void>) => {
    setBusy(true);
    setStatus(text.runs("notebook.busy"));
    try {
      let said = "";
      await work(await openNotebook(), (now) => {
        said = now;
        setStatus(now);
      });
      setStatus(said);
    } catch {
      setStatus(text.runs("notebook.failed"));
    }
    setBusy(false);
  };
  return { status, isBusy, during: (work: Parameters<typeof during>[0]) => void during(work) };
}
