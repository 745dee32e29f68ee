// The notebook with the browser's own effects; a chunk of its own, fetched when somebody asks for it.
import { fileName } from "@/domain/file-name";
import { baselineRows } from "@/domain/run/baseline-rows";
import type { Run, RunId } from "@/domain/run/run";
import { runsCsv } from "@/domain/run/runs-csv";
import type { CommandContext } from "@/state/command-context";
import type { Notebook, NotebookTools } from "@/state/notebook/notebook";
import { createRunFiles, saveModel, saveRun } from "@/state/notebook/run-files";
import { saveRuns } from "@/state/notebook/save-runs";
import { takeRuns } from "@/state/notebook/take-runs";
import { openRun } from "@/state/runs-store";

/** Creates the notebook of this page. */
export function createNotebook(
  context: Pick<CommandContext, "stores" | "client" | "saveFile">,
  tools: NotebookTools,
): Notebook {
  const { stores, saveFile } = context;
  const { runs } = stores;
  const files = createRunFiles(context, tools);
  let taking: Promise<void> = Promise.resolve();

  /** Gives the runs in the order in which they began. */
  function chosen(ids: readonly RunId[]): readonly Run[] {
    return [...runs.getState().runs.values()].filter(({ id }) => ids.includes(id));
  }

  return {
    saveRun: (kind, id) => saveRun(context, files, { kind, id }),
    saveModel: (id, wanted) => saveModel(context, files, id, wanted),
    saveReport: async (ids) => {
      await Promise.all(ids.map((id) => tools.kept.fetch(id)));
      const of = chosen(ids);
      const { writeReport } = await import("./report");
      const name = `${nameOf(of)}-${today()}.html`;
      const page = await writeReport(stores, of, runs.getState().open);
      saveFile({ name, mime: "text/html", bytes: new TextEncoder().encode(page) });
      return name;
    },
    saveTable: (ids) => {
      const of = chosen(ids);
      const data = openRun(runs.getState()).data ?? of.at(-1)?.data;
      const name = `${nameOf(of)}-${today()}.csv`;
      const text = runsCsv(of, data === undefined ? [] : baselineRows(data), stores.preferences.getState().language);
      saveFile({ name, mime: "text/csv", bytes: new TextEncoder().encode(text) });
      return name;
    },
    saveRuns: (onRun) => saveRuns(context, files, { name: `curio-runs-${today()}.zip`, onRun }),
    takeRuns: (file) => {
      const turn = taking.then(() => takeRuns(context, { ...tools, files }, file));
      taking = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** Names a file of runs: after the one that it is of, or by their number. */
function nameOf(runs: readonly Run[]): string {
  const [first] = runs;
  return runs.length === 1 && first !== undefined ? fileName(first.name) : `curio-${runs.length}-runs`;
}

/** Gives the date of this place as 2026-01-31. */
function today(): string {
  return new Intl.DateTimeFormat("sv-SE").format(new Date());
}
