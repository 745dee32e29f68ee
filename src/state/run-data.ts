// How the run on screen stands to the data on the page.
import type { DataReference, OpenRun } from "@/domain/run/run";
import type { DataState } from "./data-store";
import type { RunsState } from "./runs-store";

/** Gives what a run that begins now learns from; null while no data is ready. */
export function dataOfPage({ source, prepared, origin }: DataState): DataReference | null {
  if (source === null || prepared === null) return null;
  const { name, hash } = source.facts;
  return { ...figuresOf(prepared), id: origin?.kind === "bundled" ? origin.id : null, name, hash };
}

/** Picks what a record keeps of prepared data. */
export function figuresOf(prepared: NonNullable<DataState["prepared"]>) {
  const { tokenizer, template, firstRecord, heldOutPrompt, trainWindows, validationWindows } = prepared;
  const { unigramLoss, unigramAccuracy, bigramLoss, bigramAccuracy, bigramOnText } = prepared;
  const { padding, charactersPerTarget } = prepared;
  const baselines = { unigramLoss, unigramAccuracy, bigramLoss, bigramAccuracy, bigramOnText };
  const known = { tokenizer, template, firstRecord, heldOutPrompt, trainWindows, validationWindows };
  return { ...known, ...baselines, padding, charactersPerTarget };
}

/** Tells whether the data on the page is not what the run on screen learned from. */
export function learnsFromOtherData({ data }: Pick<OpenRun, "data">, { source }: Pick<DataState, "source">): boolean {
  return data !== null && source !== null && data.hash !== source.facts.hash;
}

/**
 * Tells whether the run on screen cannot go on as it is: what it learned from is neither on the page nor in the worker. A
 * model from elsewhere goes on as a base.
 */
export function waitsForData(
  run: Pick<OpenRun, "id" | "data" | "origin">,
  data: Pick<DataState, "source">,
  { withData }: Pick<RunsState, "withData">,
): boolean {
  return run.origin === null && learnsFromOtherData(run, data) && !withData.has(run.id ?? "");
}
