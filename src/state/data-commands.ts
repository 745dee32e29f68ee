// Loading data and preparing it for training. Preparation follows the settings by itself (auto-prepare.ts);
// answers that a newer request has overtaken are dropped.

import { type PresetId, presets } from "@/domain/config/presets";
import type { RunConfig } from "@/domain/config/run-config";
import type { BundledDataset } from "@/domain/corpus/bundled-dataset";
import type { SourceSummary } from "@/domain/corpus/source";
import type { AppError } from "@/domain/errors";
import { success } from "@/domain/result";
import { messageOf } from "@/domain/thrown-message";
import { tokensInForce } from "@/domain/windows/tokens-in-force";
import type { DataSource, GivenTokens } from "@/worker/protocol";
import type { BaseAccess } from "./base-access";
import type { CommandContext } from "./command-context";
import { debounce } from "./debounce";
import { preparationKey, readingKey } from "./preparation-key";
import type { Stores } from "./stores";

/** Commands about data; true where they ended well. */
export interface DataCommands {
  /** Loads a dropped or picked text or table. */
  loadData(source: DataSource): Promise<boolean>;
  loadText(text: string, name: string): Promise<boolean>;
  /** Loads the first of `ids` that is bundled, where none is the first of the list; reads the list before if need be. */
  loadBundled(...ids: readonly string[]): Promise<boolean>;
  /** Repeats the load that was asked for last. */
  loadAgain(): Promise<boolean>;
  /** Takes over a preset's settings and loads its dataset. */
  choosePreset(id: PresetId): Promise<boolean>;
  /** Reads the same data again, or begins anew what is being read, under changed settings or in a fresh worker. */
  reload(): Promise<boolean>;
  /** Gives up the load or the preparation under way at once, whatever the worker does; what was there before stays. */
  cancelLoad(): void;
  /** Makes tokens and windows by the settings as they stand, joining a preparation by the same; true when ready. */
  prepare(): Promise<boolean>;
  /** Prepares once the settings have rested for a quarter of a second. */
  prepareSoon(): void;
}

const restMilliseconds = 250;

/** Creates the data commands. */
export function createDataCommands(
  context: CommandContext,
  { holdTokens }: Pick<BaseAccess, "holdTokens">,
): DataCommands {
  const { stores, client, datasetUrl } = context;
  const { settings, data, notices } = stores;
  const numbers: RequestNumbers = { load: 0, prepare: 0, cancelledLoad: 0 };
  /** What was last asked for, whether or not it was read. */
  let askAgain = async (): Promise<boolean> => false;
  let underWay: { readonly key: string; readonly outcome: Promise<boolean> } | null = null;

  function loadData(source: DataSource): Promise<boolean> {
    const asked = settings.getState().wished;
    return read(source, () => settings.getState().forOtherData(asked));
  }

  /** Reads a source by the settings that `wishes` gives; a second reading of it asks for them again. */
  async function read(source: DataSource, wishes: () => RunConfig): Promise<boolean> {
    numbers.load += 1;
    numbers.prepare += 1;
    underWay = null;
    askAgain = () => read(source, wishes);
    const number = numbers.load;
    waiting.cancel();
    clearError(stores);
    notices.getState().withdraw("filesLeftOut");
    const wished = wishes();
    data.getState().beginLoad(source.name, readingKey(wished));
    const result = await client.loadData(source, wished.corpus);
    if (number !== numbers.load) return false;
    if (!result.ok) {
      if (number !== numbers.cancelledLoad) fail(stores, result.error);
      return false;
    }
    // A load that was over in the worker before the cancel reached it holds there, so it holds here.
    takeIn(stores, source, result.value, wishes());
    return prepare();
  }

  async function prepare(): Promise<boolean> {
    waiting.cancel();
    if (data.getState().source === null) return false;
    const { config } = settings.getState();
    const key = preparationKey(config);
    if (underWay?.key !== key) underWay = { key, outcome: makeWindows(config, key) };
    return underWay.outcome;
  }

  async function makeWindows(config: RunConfig, key: string): Promise<boolean> {
    numbers.prepare += 1;
    const number = numbers.prepare;
    clearError(stores);
    data.getState().beginPrepare();
    const given = config.base === "" ? success(null) : await holdTokens(config);
    const result = given.ok ? await prepareBy(context, config, given.value) : given;
    // Who waits for the older windows wants those of the settings as they are now.
    if (number !== numbers.prepare) return underWay?.outcome ?? isPrepared(stores);
    underWay = null;
    if (!result.ok) {
      fail(stores, result.error);
      return false;
    }
    clearError(stores);
    data.getState().finishPrepare(result.value, key);
    return true;
  }

  const waiting = debounce(() => void prepare(), restMilliseconds);

  async function loadBundled(...ids: readonly string[]): Promise<boolean> {
    if (data.getState().datasets.length === 0) {
      numbers.load += 1;
      const number = numbers.load;
      askAgain = () => loadBundled(...ids);
      clearError(stores);
      const error = await readList(context);
      if (number !== numbers.load) return false;
      if (error !== null) {
        fail(stores, error);
        return false;
      }
    }
    const dataset = firstOf(ids, data.getState().datasets);
    if (dataset === undefined) return false;
    return loadData({ kind: "bundled", id: dataset.id, name: dataset.file, url: datasetUrl(dataset.file) });
  }

  return {
    loadData,
    loadText: (text, name) => loadData({ kind: "text", name, text }),
    loadBundled,
    loadAgain: () => askAgain(),
    choosePreset: (id) => {
      settings.getState().applyPreset(id);
      return loadBundled(presets[id].dataset);
    },
    reload: async () => {
      const { origin, loading } = data.getState();
      return loading?.stage === "read" || origin === null ? askAgain() : read(origin, () => settings.getState().wished);
    },
    cancelLoad: () => {
      client.cancelLoad();
      underWay = null;
      // A load had taken the place of the preparation of the old data.
      if (giveUp(stores, numbers) && data.getState().source !== null && !isPrepared(stores)) waiting.request();
    },
    prepare,
    prepareSoon: waiting.request,
  };
}

/** Asks for windows by settings, and by the tokens of a base where there is one. */
function prepareBy({ client }: CommandContext, config: RunConfig, given: GivenTokens) {
  return client.prepareData(config.seed, config.corpus, tokensInForce(config), given);
}

/** Counts requests, so that answers which a newer one has overtaken are told from those that are waited for. */
interface RequestNumbers {
  load: number;
  prepare: number;
  /** The load that was given up, should its answer still come. */
  cancelledLoad: number;
}

/** Shows at once that the load or preparation under way is over; tells whether a file was being read. */
function giveUp({ data }: Stores, numbers: RequestNumbers): boolean {
  const isReading = data.getState().loading?.stage === "read";
  if (isReading) numbers.cancelledLoad = numbers.load;
  else numbers.prepare += 1;
  data.getState().fail(null);
  return isReading;
}

function isPrepared({ data, settings }: Stores): boolean {
  return data.getState().preparedKey === preparationKey(settings.getState().config);
}

function firstOf(ids: readonly string[], datasets: readonly BundledDataset[]): BundledDataset | undefined {
  for (const id of ids) {
    const dataset = datasets.find((entry) => entry.id === id);
    if (dataset !== undefined) return dataset;
  }
  return datasets[0];
}

/** Reads the list of bundled datasets; gives what went wrong, or null. */
async function readList({ stores, readDatasets }: CommandContext): Promise<AppError | null> {
  try {
    stores.data.getState().setDatasets(await readDatasets());
    return null;
  } catch (thrown) {
    return { code: "notArrived", name: null, detail: messageOf(thrown) };
  }
}

// Mistakes in a template show under its box while it is typed, and a base that the user stopped beside the choice of it;
// all else goes to the banner.
function fail(stores: Stores, error: AppError): void {
  clearError(stores);
  if (error.code === "loadCancelled") {
    stores.data.getState().fail(null);
    return;
  }
  stores.data.getState().fail(error);
  if (!error.code.startsWith("template") && error.code !== "baseStopped") stores.notices.getState().showError(error);
}

/** Shows data that has come, with the settings that suit it. */
function takeIn(stores: Stores, origin: DataSource, source: SourceSummary, wished: RunConfig): void {
  const { data, settings, notices } = stores;
  data.getState().finishLoad(origin, source);
  clearAnswered(stores, origin);
  settings.getState().setDataset(origin.kind === "bundled" ? origin.id : null);
  if (readingKey(wished) !== readingKey(settings.getState().wished)) notices.getState().toast("readingReset");
  settings.getState().fitTo(source, wished);
  // A plain text of one piece needs no template at all.
  if (source.kind !== "text" && settings.getState().fitted.includes("corpus.template")) {
    notices.getState().toast("templateReset");
  }
}

/** Takes away the messages that ask for what was just loaded. */
function clearAnswered({ notices }: Stores, source: DataSource): void {
  const { error, dismissError, withdraw } = notices.getState();
  if (error?.code === "otherData") dismissError();
  if (source.kind !== "bundled") withdraw("linkOwnData");
}

function clearError({ data, notices }: Stores): void {
  const { error } = data.getState();
  if (error !== null && notices.getState().error === error) notices.getState().dismissError();
}
