// Where a run comes from: the data that it learns from, and the run whose weights it began with.
import type { DataState } from "./data-store";
import type { RunStoreState } from "./run-store";

/** Names data and tells it from other data. */
export interface DatasetMark {
  readonly name: string;
  readonly hash: string;
}

/** What a run began with; no parent where it began from scratch. */
export interface RunOrigin {
  readonly dataset: DatasetMark;
  readonly parent: RunParent | null;
}

/** The run whose weights another began with, as it stood then. */
export interface RunParent {
  readonly name: string;
  readonly step: number;
  /** Name of the data that it learned from. */
  readonly dataset: string;
}

/** Tells whether the data on the page is not what the run on screen learned from. */
export function learnsFromOtherData(
  { dataset }: Pick<RunStoreState, "dataset">,
  { source }: Pick<DataState, "source">,
): boolean {
  return dataset !== null && source !== null && dataset.hash !== source.facts.hash;
}

/** Tells whether the run on screen is a model out of a file that has no data to go on with. */
export function waitsForData(
  run: Pick<RunStoreState, "dataset" | "totalSteps">,
  data: Pick<DataState, "source">,
): boolean {
  return run.totalSteps === null && learnsFromOtherData(run, data);
}
