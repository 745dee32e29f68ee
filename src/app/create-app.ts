// The composition root: creates the stores, the worker's client and the commands, and starts the page.
import { type AddressWishes, applyChanges, OWN_DATA, openingPreset, parseAddress } from "@/domain/config/address";
import { excerpt } from "@/domain/config/config-problem";
import { presets } from "@/domain/config/presets";
import type { BundledDataset } from "@/domain/corpus/bundled-dataset";
import { applyEvents } from "@/state/apply-events";
import { followSettings } from "@/state/auto-prepare";
import { type Commands, createCommands } from "@/state/commands";
import { followSamples } from "@/state/follow-samples";
import type { KeptRuns } from "@/state/keeping-commands";
import type { NotebookTools } from "@/state/notebook/notebook";
import type { PreferenceStorage } from "@/state/preferences-store";
import { createStores, type Stores } from "@/state/stores";
import type { AppServices } from "@/state/use-app";
import { downloadFile } from "@/storage/download";
import { randomDigits, randomId } from "@/ui/random-digits";
import { createTrainingClient } from "@/worker/training-client";
import { type AddressTeller, createAddressTeller } from "./address-notices";
import { mayBeKept } from "./kept-hint";
import { isOutdated, sharingAnswers } from "./newer-build";

/** Milliseconds that a page with something kept waits for the store before it opens as on a first visit. */
const STORE_PATIENCE = 3000;

/** Everything that the page is drawn over. */
export interface CurioApp {
  readonly services: AppServices;
  /** Opens the device, applies the address and loads the first data. */
  start(): Promise<void>;
}

/** Creates the app; the worker starts here. */
export function createApp(): CurioApp {
  const stores = createStores(rememberedPreferences(), navigator.languages);
  const client = createTrainingClient({
    onEvents: (events) => applyEvents(stores, events, (error) => void commands.workerDied(error)),
    onSoundState: (state) => commands.keepSoundState(state),
    onDeath: (error) => void commands.workerDied(error),
  });
  const context = {
    stores,
    client,
    readDatasets,
    datasetUrl,
    saveFile: downloadFile,
    drawSeed: randomDigits,
    drawId: randomId,
    isOutdated: sharingAnswers(isOutdated),
    openKeeping: async (data: Pick<Commands, "loadData" | "loadBundled">) =>
      (await import("./keeping")).openKeeping(context, data, commands),
    openBases: async (kept: Pick<KeptRuns, "haveWeights" | "noteCopy">) =>
      (await import("./bases")).openBases(context, kept),
    openNotebook: async (tools: NotebookTools) => (await import("./notebook")).createNotebook(context, tools),
    now: () => performance.now(),
  };
  const commands: Commands = createCommands(context);
  const wishes = parseAddress(new URLSearchParams(location.search));
  const tell = createAddressTeller(stores.notices.getState());
  applyWishes(stores, wishes, tell);
  followSettings(context, commands);
  followSamples(context);
  attendLater(stores);

  /** Opens the store, and brings back what it keeps unless the address asks for something else; tells whether data came. */
  async function comeBack(isChanged: boolean): Promise<boolean> {
    const asks = wishes.preset !== null || wishes.dataset !== null || wishes.changes.size > 0;
    let hasAnswered = false;
    const opened = commands.openKept((address) => {
      hasAnswered = true;
      return !isChanged && (!asks || (isReload() && address === location.search));
    });
    const isLate = new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(hasAnswered ? opened : false), STORE_PATIENCE);
    });
    return Promise.race([opened, isLate]);
  }

  async function openFirstData(): Promise<void> {
    const { presetId } = stores.settings.getState();
    const preset = presetId === null ? null : presets[presetId].dataset;
    await commands.loadBundled(...[wishes.dataset, preset].filter((id) => id !== null));
    const { datasets } = stores.data.getState();
    const isKnown = wishes.dataset === OWN_DATA || datasets.some((dataset) => dataset.id === wishes.dataset);
    if (wishes.dataset !== null && datasets.length > 0 && !isKnown) {
      tell([{ kind: "badValue", path: "dataset", given: excerpt(wishes.dataset) }]);
    }
  }

  async function start(): Promise<void> {
    const device = commands.openDevice(wishes.backend ?? "auto", wishes.tfjs);
    // A first visit does not wait for a store that has nothing.
    const isReturn = mayBeKept();
    const hasData = isReturn && (await comeBack(false));
    if (!hasData) await openFirstData();
    await device;
    // What tells a return may be lost with the browser; the page comes back later then, unless it was changed.
    if (!isReturn) await comeBack(isTouched(stores));
    await commands.followKept(hasData || isTouched(stores));
    // Whoever saves a model may have lost the host by then.
    await commands.openNotebook().catch(() => undefined);
  }

  return { services: { stores, commands }, start };
}

/** Has whatever a run needs while nobody looks come with the first one. */
function attendLater(stores: Stores): void {
  const stop = stores.runs.subscribe(({ runs }) => {
    if (runs.size === 0) return;
    stop();
    void import("./unattended").then(({ attendRuns }) => attendRuns(stores)).catch(() => undefined);
  });
}

/** Tells whether somebody has changed what the page opened with. */
function isTouched({ settings, runs, data }: Stores): boolean {
  return (
    settings.getState().past.length > 0 || runs.getState().open !== null || data.getState().origin?.kind !== "bundled"
  );
}

/** Tells whether the page was loaded again, or returned to by the browser's history. */
function isReload(): boolean {
  const [entry] = performance.getEntriesByType("navigation");
  const type = (entry as PerformanceNavigationTiming | undefined)?.type;
  return type === "reload" || type === "back_forward";
}

function applyWishes(stores: Stores, wishes: AddressWishes, tell: AddressTeller): void {
  const { settings, preferences } = stores;
  if (wishes.language !== null) preferences.setState({ language: wishes.language });
  settings.getState().applyPreset(openingPreset(wishes, preferences.getState().language));
  const { config, notices } = applyChanges(settings.getState().config, wishes.changes);
  settings.getState().start(config);
  if (wishes.theme !== null) preferences.setState({ theme: wishes.theme });
  tell([...wishes.notices, ...notices]);
  if (wishes.dataset === OWN_DATA) stores.notices.getState().notify("linkOwnData");
}

async function readDatasets(): Promise<readonly BundledDataset[]> {
  const [response, { parseDatasetIndex }] = await Promise.all([
    fetch(datasetUrl("index.json")),
    import("@/domain/corpus/bundled-dataset"),
  ]);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return parseDatasetIndex(await response.json());
}

function datasetUrl(file: string): string {
  return new URL(`datasets/${file}`, document.baseURI).href;
}

// Reading the property itself throws where storage is blocked.
function rememberedPreferences(): PreferenceStorage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
