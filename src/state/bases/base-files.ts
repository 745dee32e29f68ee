// The files of base models: those that were dropped, kept in the browser, or fetched from beside the page.
import type { ListedModel, ModelList } from "@/domain/pretrained/model-list";
import type { RunId } from "@/domain/run/run";
import { holdModelFiles, loadModelFiles, type ModelFile, saveModelFiles } from "@/storage/model-files";

/** What the page does for models beyond its stores. */
export interface ModelTools {
  /** Reads the list beside the page; rejects where it does not arrive. */
  readList(): Promise<ModelList>;
  /** Fetches a file of a model from beside the page, telling the bytes of each piece. */
  fetchFile(folder: string, name: string, onBytes: (bytes: number) => void, signal: AbortSignal): Promise<File>;
}

/** Holds the files of this visit, and finds those of others. */
export class BaseFiles {
  readonly #tools: ModelTools;
  readonly #held = new Map<RunId, readonly ModelFile[]>();

  constructor(tools: ModelTools) {
    this.#tools = tools;
  }

  /** Gives files that are at hand, for this tab to use; null where none are. */
  async find(key: string): Promise<readonly ModelFile[] | null> {
    const kept = await loadModelFiles(key);
    if (kept !== null) await holdModelFiles(key).catch(() => undefined);
    return kept ?? this.#held.get(key) ?? null;
  }

  /**
   * Keeps files, which came as `given`; false where the browser has no room for them, so that what was given is here until
   * the page is left.
   */
  async keep(key: string, files: readonly ModelFile[], given: readonly ModelFile[]): Promise<boolean> {
    this.#held.set(key, given);
    try {
      await saveModelFiles(key, files);
      return true;
    } catch {
      return false;
    }
  }

  /** Fetches all files of a listed model. Rejects where one does not arrive, or `signal` ends it. */
  async fetch(
    { folder, files }: ListedModel,
    onBytes: (bytes: number) => void,
    signal: AbortSignal,
  ): Promise<readonly ModelFile[]> {
    const fetched: ModelFile[] = [];
    for (const name of files) {
      fetched.push({ path: `${folder}/${name}`, file: await this.#tools.fetchFile(folder, name, onBytes, signal) });
    }
    return fetched;
  }
}
