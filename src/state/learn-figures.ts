// What is learned of a run that came out of an older file.
import type { RunId } from "@/domain/run/run";
import type { DataCommands } from "./data-commands";
import { preparationKey } from "./preparation-key";
import { figuresOf } from "./run-data";
import type { Stores } from "./stores";

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
