// What every group of commands works with. Platform effects come in from outside, so that tests need no browser.

import type { BundledDataset } from "@/domain/corpus/bundled-dataset";
import type { RunId } from "@/domain/run/run";
import type { DownloadableFile } from "@/storage/download";
import type { TrainingClient } from "@/worker/training-client";
import type { Bases } from "./bases/bases";
import type { DataCommands } from "./data-commands";
import type { Keeping } from "./keeping/keeping";
import type { KeptRuns } from "./keeping-commands";
import type { Notebook, NotebookTools } from "./notebook/notebook";
import type { Stores } from "./stores";

/** Stores, client and effects. */
export interface CommandContext {
  readonly stores: Stores;
  readonly client: TrainingClient;
  /** Reads the list of bundled datasets; rejects where it does not arrive. */
  readDatasets(): Promise<readonly BundledDataset[]>;
  /** Address of a bundled dataset's file. */
  datasetUrl(file: string): string;
  saveFile(file: DownloadableFile): void;
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Gives a seed that nobody chose, for a new draw. */
  drawSeed(): string;
  /** Gives an id that no other run has, on any computer. */
  drawId(): RunId;
  /** Fetches the code that keeps the page in the browser; rejects where it does not arrive. */
  openKeeping(data: Pick<DataCommands, "loadData" | "loadBundled">): Promise<Keeping>;
  /** Fetches the code of base models; rejects where it does not arrive. */
  openBases(kept: Pick<KeptRuns, "haveWeights" | "noteCopy">): Promise<Bases>;
  /** Fetches the code of reports and of files of several runs; rejects where it does not arrive. */
  openNotebook(tools: NotebookTools): Promise<Notebook>;
  /** Tells whether the host serves another build of the page than the open one; false where it cannot be asked. */
  isOutdated(): Promise<boolean>;
}
