// Files in and out: weights, bundles and metrics. A dropped model goes to the importer, all else to the loader.
import type { DroppedFile, ExportKind } from "@/worker/protocol";
import type { CommandContext } from "./command-context";
import type { DataCommands } from "./data-commands";
import { runName } from "./run-name";
import type { RunKeeper } from "./undo-commands";

/** Commands about files, in and out. */
export interface FileCommands {
  /**
   * Takes what was dropped or picked: weights and bundles restore a run, all else is data, and several files become
   * one data set. Of a model and data at once the first is taken, and a notice says so.
   */
  loadFiles(files: readonly DroppedFile[]): Promise<void>;
  /** Restores model, tokenizer and settings from a weights file or a bundle. */
  importFile(file: File): Promise<void>;
  /** Saves a file of the run. */
  exportFile(kind: ExportKind): Promise<void>;
}

/** What a file does not tell of the data that its model learned from. */
const unknownData = {
  firstRecord: "",
  trainWindows: null,
  validationWindows: null,
  bigramLoss: null,
  bigramAccuracy: null,
  bigramOnText: null,
  padding: null,
} as const;

/** Creates the file commands. */
export function createFileCommands(context: CommandContext, data: DataCommands, keeper: RunKeeper): FileCommands {
  const { stores, client, saveFile } = context;
  const { settings, run, metrics, notices, preferences } = stores;

  async function importFile(file: File): Promise<void> {
    await keeper.keep();
    const result = await client.importFile(file, settings.getState().config);
    if (!result.ok) {
      keeper.release();
      notices.getState().showError(result.error);
      return;
    }
    const { config, tokenizer, template, dataset, progress, history, sameData, bare } = result.value;
    notices.getState().dismissError();
    const { wished: configBefore, presetId: presetBefore } = settings.getState();
    if (!bare) settings.getState().replace(config, null);
    const name = runName(preferences.getState().language, run.getState().runNumber + 1);
    const background = sameData ? null : { ...unknownData, tokenizer, template };
    run.getState().restore(name, config, progress, { background, history });
    run.getState().setOrigin({ dataset, parent: null });
    metrics.getState().restore(progress.epochs, history);
    const values = { step: progress.step, name: dataset.name };
    const kind = sameData ? "runImported" : "runImportedOtherData";
    keeper.announce(bare ? "weightsOpened" : kind, values, () =>
      settings.getState().replace(configBefore, presetBefore),
    );
  }

  async function loadFiles(files: readonly DroppedFile[]): Promise<void> {
    const models = await Promise.all(files.map(({ file }) => holdsModel(file)));
    const taken = models[0] ? files.slice(0, 1) : files.filter((_, index) => !models[index]);
    const [first] = taken;
    if (first === undefined) return;
    const name = nameOf(first, taken);
    const loading = models[0] ? importFile(first.file) : data.loadData({ kind: "files", name, files: taken });
    const count = files.length - taken.length;
    if (count > 0) notices.getState().notify("filesLeftOut", { name, count });
    await loading;
  }

  return {
    importFile,
    loadFiles,
    exportFile: async (kind) => {
      const result = await client.exportFile(kind);
      if (!result.ok) {
        notices.getState().showError(result.error);
        return;
      }
      saveFile(result.value);
      if (kind !== "metrics") run.getState().markSaved();
      notices.getState().toast("fileSaved", { name: result.value.name });
    },
  };
}

/** Bytes at the end of a zip in which its list of files is looked for. */
const ZIP_END_BYTES = 2 ** 16;

/** Tells weights and Curió's own bundles from data; a zip lists its files at its end. */
async function holdsModel(file: File): Promise<boolean> {
  if (/\.safetensors$/i.test(file.name)) return true;
  if (!/\.zip$/i.test(file.name)) return false;
  try {
    return (await file.slice(-ZIP_END_BYTES).text()).includes("model.safetensors");
  } catch {
    return false;
  }
}

/** Names what was dropped: the file, the folder that holds all files, or the first file and how many more. */
function nameOf({ path, file }: DroppedFile, files: readonly DroppedFile[]): string {
  if (files.length === 1) return file.name;
  const folder = path.slice(0, Math.max(0, path.indexOf("/")));
  const isFolder = folder !== "" && files.every((other) => other.path.startsWith(`${folder}/`));
  return isFolder ? folder : `${file.name} + ${files.length - 1}`;
}
