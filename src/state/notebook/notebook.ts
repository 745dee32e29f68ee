// What a user takes home of runs, and the zip of several that comes back. The code comes after the page (app/notebook.ts).
import type { RunId } from "@/domain/run/run";
import type { ExportKind, ModelExport } from "@/worker/protocol";
import type { BaseAccess } from "../base-access";
import type { KeptRuns } from "../keeping-commands";
import type { OpeningCommands } from "../opening-commands";

/** What a zip of all runs came to. */
export interface SavedRuns {
  readonly name: string;
  readonly count: number;
  /** How many of them have no weights that could be had. */
  readonly withoutWeights: number;
}

/** The bundles out of which runs came and whose weights nobody has asked for, by the runs' ids. */
export type RunBundles = Map<RunId, File>;

/** Files of runs, all runs out and in. */
export interface Notebook {
  /** Saves a file of a run. */
  saveRun(kind: ExportKind, id: RunId): Promise<void>;
  /** Saves a run's model or its adapter as other programs open it. */
  saveModel(id: RunId, wanted: ModelExport): Promise<void>;
  /** Saves a report of the runs as a page that stands by itself; gives its name. */
  saveReport(ids: readonly RunId[]): Promise<string>;
  /** Saves the table of the runs as CSV; gives its name. */
  saveTable(ids: readonly RunId[]): string;
  /** Saves all runs as one zip, unless it cannot hold them, or is stopped. `onRun` hears how many are written. */
  saveRuns(onRun: (count: number) => void): Promise<SavedRuns | "tooLarge" | "stopped">;
  /** Takes the runs of a zip in; those that are here stay as they are. */
  takeRuns(file: File): Promise<void>;
}

/** What the notebook works with beside stores and client. */
export interface NotebookTools extends Pick<OpeningCommands, "openRun">, Pick<BaseAccess, "holdBase" | "withOrigin"> {
  readonly bundles: RunBundles;
  readonly kept: Pick<KeptRuns, "fetch" | "fileOf" | "flush" | "noteCopy">;
}
