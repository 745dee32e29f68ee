// Files in and out: weights, bundles and metrics. A dropped file goes to the importer or the loader by its name.
import type { ExportKind } from "@/worker/protocol";
import type { CommandContext } from "./command-context";
import type { DataCommands } from "./data-commands";
import { runName } from "./run-name";
import type { RunKeeper } from "./undo-commands";

/** Commands about files, in and out. */
export interface FileCommands {
  /** Takes any dropped or picked file: weights and bundles restore a run, all else is data. */
  loadFile(file: File): Promise<void>;
  /** Takes the first of several dropped files, and says that the others were left out. */
  loadFiles(files: readonly File[]): Promise<void>;
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

  async function loadFile(file: File): Promise<void> {
    if (/\.(safetensors|zip)$/i.test(file.name)) await importFile(file);
    else await data.loadData({ kind: "file", file });
  }

  return {
    importFile,
    loadFile,
    loadFiles: async ([first, ...others]) => {
      if (first === undefined) return;
      const loading = loadFile(first);
      if (others.length > 0) notices.getState().notify("filesLeftOut", { name: first.name, count: others.length });
      await loading;
    },
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
