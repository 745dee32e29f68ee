// The composition root: creates the stores, the worker's client and the commands, and starts the page.
import { type AddressWishes, applyChanges, OWN_DATA, openingPreset, parseAddress } from "@/domain/config/address";
import { excerpt } from "@/domain/config/config-notice";
import { presets } from "@/domain/config/presets";
import { type BundledDataset, parseDatasetIndex } from "@/domain/corpus/bundled-dataset";
import { applyEvents } from "@/state/apply-events";
import { followSettings } from "@/state/auto-prepare";
import { type Commands, createCommands } from "@/state/commands";
import type { PreferenceStorage } from "@/state/preferences-store";
import { createStores, type Stores } from "@/state/stores";
import type { AppServices } from "@/state/use-app";
import { downloadFile } from "@/storage/download";
import { randomDigits, randomId } from "@/ui/random-digits";
import { createTrainingClient } from "@/worker/training-client";
import { type AddressTeller, createAddressTeller } from "./address-notices";
import { isOutdated } from "./newer-build";

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
    onEvents: (events) => applyEvents(stores, events),
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
    isOutdated,
    now: () => performance.now(),
  };
  const commands: Commands = createCommands(context);
  const wishes = parseAddress(new URLSearchParams(location.search));
  const tell = createAddressTeller(stores.notices.getState());
  applyWishes(stores, wishes, tell);
  followSettings(context, commands);

  async function start(): Promise<void> {
    const device = commands.openDevice(wishes.backend ?? "auto", wishes.tfjs);
    const { presetId } = stores.settings.getState();
    const preset = presetId === null ? null : presets[presetId].dataset;
    await commands.loadBundled(...[wishes.dataset, preset].filter((id) => id !== null));
    const { datasets } = stores.data.getState();
    const isKnown = wishes.dataset === OWN_DATA || datasets.some((dataset) => dataset.id === wishes.dataset);
    if (wishes.dataset !== null && datasets.length > 0 && !isKnown) {
      tell([{ kind: "badValue", path: "dataset", given: excerpt(wishes.dataset) }]);
    }
    await device;
  }

  return { services: { stores, commands }, start };
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
  const response = await fetch(datasetUrl("index.json"));
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
