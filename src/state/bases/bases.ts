// Base models: whose weights and tokens the next run begins with. A base is a run that is held, and where it came out of
// files, these are handed to the worker whenever it needs them; weights stay in the files.
import type { StoreApi } from "zustand/vanilla";
import { hasModelOf, withBase, withoutBase } from "@/domain/config/base-config";
import type { RunConfig } from "@/domain/config/run-config";
import type { AppError } from "@/domain/errors";
import { failure, type Result, success } from "@/domain/result";
import type { RunId } from "@/domain/run/run";
import type { DroppedFile } from "@/worker/protocol";
import type { CommandContext } from "../command-context";
import type { KeptRuns } from "../keeping-commands";
import type { ModelTools } from "./base-files";
import { BaseModels } from "./base-models";
import { type BasesState, createBasesStore } from "./bases-store";

/** What can be done with base models. */
export interface Bases {
  readonly store: StoreApi<BasesState>;
  /** Reads the list beside the page, once. */
  readList(): Promise<void>;
  /** Chooses the base of the next run, by its id; empty for fresh weights. A model of the list is fetched for that. */
  choose(base: string): Promise<void>;
  /** Takes files of a model in, until it is whole; then it is a run at rest and the base of the next one. */
  addFiles(files: readonly DroppedFile[]): Promise<void>;
  /** Forgets the files of a model that is not whole. */
  forgetFiles(): void;
  /** Ends the fetching of a model. */
  cancel(): void;
  /** Has the weights of a base in the worker, and tells whose they are. */
  hold(base: string): Promise<Result<RunId>>;
}

/** Creates the commands; `tools` are the page's own. */
export function createBases(context: CommandContext, kept: Pick<KeptRuns, "giveWeights">, tools: ModelTools): Bases {
  const { runs, settings, notices } = context.stores;
  const store = createBasesStore();
  const models = new BaseModels(context, kept, tools, store);
  let gathered: readonly DroppedFile[] = [];
  let before: RunConfig | null = null;
  /** One model after another: two that come at once would be told apart by nobody. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  function take(base: string, config: RunConfig): void {
    if (settings.getState().wished.base === "") before = settings.getState().wished;
    settings.getState().replace(config, base === "" ? settings.getState().presetId : null);
  }

  function takeRun(id: RunId): void {
    const run = runs.getState().runs.get(id);
    if (run === undefined) return;
    const base = run.origin?.listed ?? run.id;
    take(base, withBase(settings.getState().wished, run, base));
  }

  /** An address may name a base alone: model and tokens come with the first need of it. */
  function follow(id: RunId, base: string): void {
    const run = runs.getState().runs.get(id);
    const { wished } = settings.getState();
    if (run === undefined || wished.base !== base || hasModelOf(wished, run)) return;
    settings.getState().replace(withBase(wished, run, base), null);
  }

  async function choose(base: string): Promise<void> {
    notices.getState().dismissError();
    const { wished } = settings.getState();
    if (base === wished.base) return;
    if (base === "") {
      take(base, withoutBase(wished, before));
      return;
    }
    const held = await inTurn(() => models.hold(base));
    if (!held.ok) notices.getState().showError(held.error);
    else if (held.value !== null) takeRun(held.value);
  }

  async function addNow(more: readonly DroppedFile[]): Promise<void> {
    notices.getState().dismissError();
    store.setState({ work: { bytes: 0, total: 0 } });
    const alone = await open(more);
    // A model that is whole by itself is none that files of another are missing from.
    const isPart = gathered.length > 0 && !alone.ok && PART_OF_A_MODEL.includes(alone.error.code);
    gathered = isPart ? [...gathered, ...more] : more;
    const opened = isPart ? await open(gathered) : alone;
    const names = [...new Set(gathered.map(({ file }) => file.name))];
    const error = opened.ok ? null : opened.error;
    const missing = error?.code === "modelFilesMissing" ? error.names : [];
    store.setState({ files: opened.ok ? [] : names, missing, work: null });
    if (error !== null && missing.length === 0) notices.getState().showError(error);
    if (!opened.ok) return;
    notices.getState().toast("modelOpened", { name: nameOf(gathered) });
    gathered = [];
    takeRun(opened.value);
  }

  function open(files: readonly DroppedFile[]): Promise<Result<RunId>> {
    return models.open(context.drawId(), files, { listed: null, name: nameOf(files), licence: null });
  }

  return {
    store,
    readList: () => models.readList(),
    choose,
    addFiles: (more) => inTurn(() => addNow(more)),
    forgetFiles: () => {
      gathered = [];
      store.setState({ files: [], missing: [] });
      notices.getState().dismissError();
    },
    cancel: () => models.cancel(),
    hold: async (base) => {
      const held = await inTurn(() => models.hold(base));
      if (!held.ok) return held;
      if (held.value === null) return failure({ code: "baseGone", base });
      follow(held.value, base);
      return success(held.value);
    },
  };
}

/** What files are refused for that others may complete. */
const PART_OF_A_MODEL: readonly AppError["code"][] = ["modelFilesMissing", "modelPickled", "modelFileUnreadable"];

/** Names a model after the folder or the zip that its files came in. */
function nameOf(files: readonly DroppedFile[]): string {
  const folders = files.map(({ path }) => path.split("/").slice(0, -1).at(-1));
  const zip = files.find(({ path }) => /\.zip$/i.test(path))?.file.name.replace(/\.zip$/i, "");
  return folders.find((folder) => folder !== undefined) ?? zip ?? "GPT-2";
}
