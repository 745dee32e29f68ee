// How the run on screen stands to the data on the page.
import type { DataReference, OpenRun } from "@/domain/run/run";
import type { DataState } from "./data-store";

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

/** Tells whether the run on screen is a model out of a file that has no data to go on with. */
export function waitsForData(run: Pick<OpenRun, "data" | "facts">, data: Pick<DataState, "source">): boolean {
  return run.facts === null && learnsFromOtherData(run, data);
}
