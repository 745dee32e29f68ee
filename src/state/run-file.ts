// The record of a run on its way into a file, and what is learned of one that came out of an older file.
import { failure, type Result } from "@/domain/result";
import type { Run, RunId } from "@/domain/run/run";
import type { ExportedFile, ExportKind } from "@/worker/protocol";
import type { CommandContext } from "./command-context";
import type { DataCommands } from "./data-commands";
import { preparationKey } from "./preparation-key";
import { figuresOf } from "./run-data";
import type { Stores } from "./stores";

/** Milliseconds that an export waits for the events of its last steps. */
const EVENT_PATIENCE = 2000;

/** Has the worker write a file of the open run: its weights as they are now, and the record as it was then. */
export async function writeFile({ stores, client }: CommandContext, kind: ExportKind): Promise<Result<ExportedFile>> {
  const { open } = stores.runs.getState();
  if (open === null) return failure({ code: "noModel" });
  const frozen = await client.freezeRun(open);
  if (!frozen.ok) return frozen;
  const run = await recordAt(stores, open, frozen.value);
  return run === null ? failure({ code: "noModel" }) : client.exportFile(kind, run);
}

/** Gives the record once it holds the steps of the frozen weights: events and answers travel each for itself. */
function recordAt({ runs }: Stores, id: RunId, step: number): Promise<Run | null> {
  return new Promise((resolve) => {
    const settle = (isLate: boolean) => {
      const run = runs.getState().runs.get(id) ?? null;
      if (!isLate && run !== null && run.progress.step < step) return;
      stop();
      clearTimeout(timer);
      resolve(run);
    };
    const stop = runs.subscribe(() => settle(false));
    const timer = setTimeout(() => settle(true), EVENT_PATIENCE);
    settle(false);
  });
}

/** Fills in what an older file does not tell of its data, which is the data on the page, cut by the run's settings. */
export async function learnFigures(stores: Stores, data: DataCommands, id: RunId): Promise<void> {
  const isReady = await data.prepare();
  const { prepared, source, preparedKey } = stores.data.getState();
  if (!isReady || prepared === null || source === null) return;
  stores.runs.getState().change(id, (run) => {
    const isOwn = run.data.hash === source.facts.hash && preparedKey === preparationKey(run.config);
    return isOwn ? { ...run, data: { ...run.data, ...figuresOf(prepared), tokenizer: run.data.tokenizer } } : run;
  });
}
