// Files in and out: weights, bundles and metrics. A dropped model goes to the importer, all else to the loader.

import { METRICS_FILE, RUNS_FILE } from "@/domain/checkpoint/runs-file";
import {
  adapterFileNames,
  isLeftByOthers,
  isModelFile,
  modelFileName,
  modelFileNames,
} from "@/domain/pretrained/model-files";
import type { RunId } from "@/domain/run/run";
import { messageOf } from "@/domain/thrown-message";
import type { DroppedFile, ExportKind } from "@/worker/protocol";
import type { BaseAccess } from "./base-access";
import type { Bases } from "./bases/bases";
import type { CommandContext } from "./command-context";
import type { DataCommands } from "./data-commands";
import { listedNames, nameOfAll } from "./dropped-names";
import { learnFigures } from "./learn-figures";
import { nextLabel } from "./new-run";
import type { Notebook, NotebookTools } from "./notebook/notebook";
import type { WaysBack } from "./ways-back";
import { lists } from "./zip-listing";

/** Commands about files, in and out. */
export interface FileCommands {
  /**
   * Takes what was dropped or picked: weights and bundles restore a run, all else is data, and several files become
   * one data set. A model from elsewhere is taken with the data beside it; of a run and data the first, as a notice says.
   */
  loadFiles(files: readonly DroppedFile[]): Promise<void>;
  /**
   * Restores model, tokenizer and settings from a weights file or a bundle, or all runs of a zip of several; a model or an
   * adapter from elsewhere becomes a base.
   */
  importFile(file: File): Promise<void>;
  /** Saves a file of a run, the open one unless another is named. */
  exportFile(kind: ExportKind, id?: RunId): Promise<void>;
  /** Ends the file of a run that is being written. */
  stopExport(): void;
  /** Fetches the code of reports and of files of several runs; rejects where it does not arrive. */
  openNotebook(): Promise<Notebook>;
}

/** Creates the file commands. */
export function createFileCommands(
  context: CommandContext,
  data: DataCommands & Pick<BaseAccess, "openBases">,
  ways: WaysBack,
  tools: NotebookTools,
): FileCommands {
  const { stores, client } = context;
  const { settings, runs, notices } = stores;
  let notebook: Promise<Notebook> | null = null;

  function openNotebook(): Promise<Notebook> {
    notebook ??= context.openNotebook(tools).catch((thrown: unknown) => {
      notebook = null;
      throw thrown;
    });
    return notebook;
  }

  async function byNotebook(name: string, work: (notebook: Notebook) => Promise<void>): Promise<void> {
    try {
      await work(await openNotebook());
    } catch (thrown) {
      notices.getState().showError({ code: "notArrived", name, detail: messageOf(thrown) });
    }
  }

  async function importFile(file: File): Promise<void> {
    const dropped = { path: file.name, file };
    if (await isOfBaseModel(dropped)) {
      const bases = await data.openBases();
      return bases.addFiles([dropped]);
    }
    const isMany = await lists(file, RUNS_FILE);
    await (isMany ? byNotebook(file.name, (opened) => opened.takeRuns(file)) : importRun(file));
  }

  async function importRun(file: File): Promise<void> {
    const back = ways.toRun();
    const id = context.drawId();
    const result = await client.importFile(id, file, settings.getState().config, null);
    if (!result.ok) {
      notices.getState().showError(result.error);
      return;
    }
    const { run, sameData, bare } = result.value;
    notices.getState().dismissError();
    const { wished: configBefore, presetId: presetBefore } = settings.getState();
    if (!bare) settings.getState().replace(run.config, null);
    const label = nextLabel(context, id);
    runs.getState().begin({ ...run, ...label, name: run.name === "" ? label.name : run.name });
    if (sameData && run.data.trainWindows === null) void learnFigures(stores, data, id);
    const values = { step: run.progress.step, name: run.data.name };
    const kind = sameData ? "runImported" : "runImportedOtherData";
    const undo = async () => {
      settings.getState().replace(configBefore, presetBefore);
      await back?.();
    };
    notices.getState().toast(bare ? "weightsOpened" : kind, values, back && undo);
  }

  /** Gives what takes in the files of a model that was trained elsewhere; null where they are none. */
  async function basesFor(files: readonly DroppedFile[]): Promise<Bases | null> {
    const isOne = await areOfBaseModel(files);
    if (!isOne && !files.some(({ path }) => modelFileName(path) !== null)) return null;
    const bases = await data.openBases();
    // What is damaged does not begin as a model's file, but a model may be waiting for it.
    return isOne || bases.store.getState().files.length > 0 ? bases : null;
  }

  /** Takes a model's files in, and then what was dropped with them as data; what is of neither is named. */
  async function loadWithModel(bases: Bases, files: readonly DroppedFile[]): Promise<void> {
    const kinds = await Promise.all(files.map(kindBesideModel));
    const of = (kind: (typeof kinds)[number]) => files.filter((_, index) => kinds[index] === kind);
    const [ofData, others] = [of("data"), of("other")];
    await bases.addFiles(of("model"));
    const [first] = ofData;
    if (others.length > 0) notices.getState().notify("filesLeftAside", { names: listedNames(others) });
    if (first !== undefined) await data.loadData({ kind: "files", name: nameOfAll(first, ofData), files: ofData });
  }

  async function loadFiles(files: readonly DroppedFile[]): Promise<void> {
    let bases: Bases | null;
    try {
      bases = await basesFor(files);
    } catch (thrown) {
      notices.getState().showError({ code: "notArrived", name: null, detail: messageOf(thrown) });
      return;
    }
    if (bases !== null) return loadWithModel(bases, files);
    const models = await Promise.all(files.map(({ file }) => holdsModel(file)));
    const taken = models[0] ? files.slice(0, 1) : files.filter((_, index) => !models[index]);
    const [first] = taken;
    if (first === undefined) return;
    const name = nameOfAll(first, taken);
    const loading = models[0] ? importFile(first.file) : data.loadData({ kind: "files", name, files: taken });
    const count = files.length - taken.length;
    if (count > 0) notices.getState().notify("filesLeftOut", { name, count });
    await loading;
  }

  return {
    importFile,
    loadFiles,
    openNotebook,
    exportFile: async (kind, id = runs.getState().open ?? undefined) => {
      if (id === undefined) notices.getState().showError({ code: "noModel" });
      else await byNotebook("Curió", (opened) => opened.saveRun(kind, id));
    },
    stopExport: () => {
      stores.exports.getState().stop();
      void client.stopExport();
    },
  };
}

/** Bytes at the beginning of a file by which a model's is told from data. */
const BEGINNING_BYTES = 2 ** 16;

/** Tells the files of a model that was trained elsewhere, one of them at least, from data and from models of Curió's own. */
async function areOfBaseModel(files: readonly DroppedFile[]): Promise<boolean> {
  const found = await Promise.all(files.map(isOfBaseModel));
  return found.includes(true);
}

async function isOfBaseModel({ path, file }: DroppedFile): Promise<boolean> {
  if (/\.zip$/i.test(path)) {
    if (await lists(file, adapterFileNames.config)) return true;
    const { config, tokenizer, merges } = modelFileNames;
    const hasTokens = (await lists(file, tokenizer)) || (await lists(file, merges));
    return hasTokens && (await lists(file, config)) && !(await lists(file, METRICS_FILE));
  }
  if (modelFileName(path) === null) return false;
  return isModelFile(path, await file.slice(0, BEGINNING_BYTES).text());
}

/** Tells what a file is that was dropped with a model from elsewhere; runs and what no one reads are neither. */
async function kindBesideModel(dropped: DroppedFile): Promise<"model" | "data" | "other"> {
  const { path, file } = dropped;
  if (modelFileName(path) !== null || (await isOfBaseModel(dropped))) return "model";
  return isLeftByOthers(path) || (await holdsModel(file)) ? "other" : "data";
}

/** Tells weights and Curió's own bundles from data. */
async function holdsModel(file: File): Promise<boolean> {
  return (
    /\.safetensors$/i.test(file.name) || (await lists(file, "model.safetensors")) || (await lists(file, RUNS_FILE))
  );
}
