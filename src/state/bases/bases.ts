// Base models: whose weights and tokens the next run begins with. A base is a run that is held, and where it came out of
// files, these are handed to the worker whenever it needs them; weights stay in the files.
import type { StoreApi } from "zustand/vanilla";
import type { AppError } from "@/domain/errors";
import { isAsideModel } from "@/domain/pretrained/model-files";
import { folderOfWeights, type ModelPart } from "@/domain/pretrained/one-model";
import { type Result, success } from "@/domain/result";
import type { Run, RunId } from "@/domain/run/run";
import { isHeldElsewhere, loadModelFiles } from "@/storage/model-files";
import type { DroppedFile } from "@/worker/protocol";
import type { CommandContext } from "../command-context";
import { listedNames } from "../dropped-names";
import type { KeptRuns } from "../keeping-commands";
import type { Stores } from "../stores";
import type { ModelTools } from "./base-files";
import { BaseModels } from "./base-models";
import { createBaseSettings } from "./base-settings";
import { type BasesState, createBasesStore } from "./bases-store";
import { sortDropped } from "./dropped-models";
import { keyOf } from "./model-key";

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
  /** Ends the fetching of a model; who waits for it is told baseStopped. */
  cancel(): void;
  /** Has the weights of a base in the worker, and tells whose they are. */
  hold(base: string): Promise<Result<RunId>>;
  /**
   * Tells how the files of a model stand that is about to be deleted: used by another tab, kept for the runs over it, or to
   * go with its record.
   */
  fateOf(run: Run): Promise<ModelFate>;
  /** Has a model whose record is gone in the worker, for the runs over it, as long as its files are kept. */
  holdGone(gone: Pick<Run, "id" | "name">): Promise<Result<RunId>>;
}

/** Creates the commands; `tools` are the page's own. */
export function createBases(
  context: CommandContext,
  kept: Pick<KeptRuns, "haveWeights" | "noteCopy">,
  tools: ModelTools,
): Bases {
  const { settings, notices, runs } = context.stores;
  const store = createBasesStore();
  const models = new BaseModels(context, kept, tools, store);
  const taken = createBaseSettings(context.stores);
  let gathered: readonly DroppedFile[] = [];
  /** Files of an adapter that is whole and waits for its base. */
  let waiting: readonly DroppedFile[] = [];
  /** One new model after another: two that come at once would be told apart by nobody. */
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  /** Runs come without waiting for a turn, since bringing one may bring the model that it came from. */
  function holdNow(base: string): Promise<Result<RunId>> {
    return models.isRun(base) ? models.hold(base) : inTurn(() => models.hold(base));
  }

  async function choose(base: string): Promise<void> {
    notices.getState().dismissError();
    const { wished } = settings.getState();
    if (base === wished.base) return;
    if (base === "") return taken.leave();
    const held = await holdNow(base);
    if (!held.ok) complain(notices, held.error);
    else {
      taken.takeRun(held.value);
      await inTurn(async () => tell(await putBeside(waiting)));
    }
  }

  async function addNow(more: readonly DroppedFile[]): Promise<void> {
    if (gathered.length === 0 && more.every(({ path }) => isAsideModel(path)))
      return notices.getState().notify("filesLeftAside", { names: listedNames(more) });
    notices.getState().dismissError();
    store.setState({ work: { bytes: 0, total: 0 } });
    const alone = await open(more);
    // A model that is whole by itself is none that files of another are missing from.
    const isPart = gathered.length > 0 && !alone.ok && PART_OF_A_MODEL.includes(alone.error.code);
    gathered = isPart ? [...gathered, ...more] : more;
    tell(isPart ? await open(gathered) : alone);
  }

  /** Shows what became of the files, and which of them stay for what comes next. */
  function tell(opened: Result<null>): void {
    // No further file tells which of several models is wanted.
    if (opened.ok || waiting.length > 0 || opened.error.code === "severalModels") gathered = [];
    const names = [...new Set([...waiting, ...gathered].map(({ file }) => file.name))];
    const error = opened.ok ? null : opened.error;
    const missing = error?.code === "modelFilesMissing" ? error.names : [];
    store.setState({ files: names, missing, work: null });
    if (error !== null && missing.length === 0) complain(notices, error);
  }

  /** Opens the model of files, and beside it or the one at hand the adapter that is among them or waits. */
  async function open(files: readonly DroppedFile[]): Promise<Result<null>> {
    const { model, adapter } = await sortDropped(files);
    const beside = adapter.length > 0 ? adapter : waiting;
    if (model.length > 0) {
      const label = { listed: null, name: nameOf(model, "model", "GPT-2"), licence: null };
      const opened = await models.open(null, model, label);
      if (!opened.ok) return opened;
      taken.takeRun(opened.value);
      const name = runs.getState().runs.get(opened.value)?.name ?? label.name;
      if (beside.length === 0) notices.getState().toast("modelOpened", { name });
    }
    return putBeside(beside);
  }

  async function putBeside(adapter: readonly DroppedFile[]): Promise<Result<null>> {
    if (adapter.length === 0) return success(null);
    const name = nameOf(adapter, "adapter", "LoRA");
    const opened = await models.openAdapter(adapter, name);
    waiting = !opened.ok && WANTS_A_BASE.includes(opened.error.code) ? adapter : [];
    if (!opened.ok) return opened;
    const { base, made } = opened.value;
    taken.takeAdapter(opened.value);
    notices.getState().toast("adapterOpened", { name, base: base.name });
    if (made !== "" && ![base.name, base.origin?.listed, base.origin?.name].includes(made)) {
      notices.getState().notify("adapterOfOther", { name, made, base: base.name });
    }
    return success(null);
  }

  return {
    store,
    readList: () => models.readList(),
    choose,
    addFiles: (more) => inTurn(() => addNow(more)),
    forgetFiles: () => {
      gathered = [];
      waiting = [];
      store.setState({ files: [], missing: [] });
      notices.getState().dismissError();
    },
    cancel: () => models.cancel(),
    fateOf,
    holdGone: (gone) => models.holdGone(gone),
    hold: async (base) => {
      const held = await holdNow(base);
      if (!held.ok) return held;
      taken.follow(held.value, base);
      return success(held.value);
    },
  };
}

/** How the files of a model stand that is about to be deleted. */
type ModelFate = "usedElsewhere" | "kept" | "goes";

async function fateOf(run: Run): Promise<ModelFate> {
  const key = keyOf(run);
  if (await isHeldElsewhere(key)) return "usedElsewhere";
  // Without its record a model is looked for by its id.
  return key === run.id && (await loadModelFiles(key)) !== null ? "kept" : "goes";
}

/** Shows a failure, unless it is what the user asked for. */
function complain(notices: Stores["notices"], error: AppError): void {
  if (error.code !== "baseStopped") notices.getState().showError(error);
}

/** What files are refused for that others may complete. */
const PART_OF_A_MODEL: readonly AppError["code"][] = ["modelFilesMissing", "modelPickled", "modelFileUnreadable"];

/** What an adapter is refused for that another base may be the answer to. */
const WANTS_A_BASE: readonly AppError["code"][] = ["adapterWithoutBase", "adapterRefused", "baseStopped"];

/** Names a model or an adapter after the folder or the zip that its files came in: that of its weights, or the last of several. */
function nameOf(files: readonly DroppedFile[], part: ModelPart, otherwise: string): string {
  const ofWeights = folderOfWeights(files, part).split("/").at(-1);
  if (ofWeights) return ofWeights;
  const folders = files.map(({ path }) => path.split("/").slice(0, -1).at(-1));
  const zip = files.findLast(({ path }) => /\.zip$/i.test(path))?.file.name.replace(/\.zip$/i, "");
  return folders.findLast((folder) => folder !== undefined) ?? zip ?? otherwise;
}
