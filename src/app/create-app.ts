// The composition root: creates the stores, the worker's client and the commands, and starts the page.
import { type AddressWishes, applyChanges, openingPreset, parseAddress } from "@/domain/config/address";
import type { ConfigNotice } from "@/domain/config/config-notice";
import { presets } from "@/domain/config/presets";
import { parseDatasetIndex } from "@/domain/corpus/bundled-dataset";
import { applyEvents } from "@/state/apply-events";
import { followSettings } from "@/state/auto-prepare";
import { type Commands, createCommands } from "@/state/commands";
import type { PreferenceStorage } from "@/state/preferences-store";
import { createStores, type Stores } from "@/state/stores";
import type { AppServices } from "@/state/use-app";
import { downloadFile } from "@/storage/download";
import { randomDigits } from "@/ui/random-digits";
import { createTrainingClient } from "@/worker/training-client";
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
    datasetUrl: (file: string) => new URL(`datasets/${file}`, document.baseURI).href,
    saveFile: downloadFile,
    drawSeed: randomDigits,
    isOutdated,
    now: () => performance.now(),
  };
  const commands: Commands = createCommands(context);
  const wishes = parseAddress(new URLSearchParams(location.search));
  applyWishes(stores, wishes);
  followSettings(context, commands);

  async function start(): Promise<void> {
    const device = commands.openDevice(wishes.backend ?? "auto", wishes.tfjs);
    stores.data.getState().setDatasets(await fetchDatasets(context.datasetUrl("index.json")));
    const { presetId } = stores.settings.getState();
    const known = stores.data.getState().datasets.some((dataset) => dataset.id === wishes.dataset);
    if (wishes.dataset !== null && !known) noteIgnored(stores, [`dataset=${wishes.dataset}`]);
    const preset = presetId === null ? null : presets[presetId].dataset;
    await commands.loadBundled((known ? wishes.dataset : null) ?? preset ?? "");
    await device;
  }

  return { services: { stores, commands }, start };
}

function applyWishes(stores: Stores, wishes: AddressWishes): void {
  const { settings, preferences } = stores;
  if (wishes.language !== null) preferences.setState({ language: wishes.language });
  settings.getState().applyPreset(openingPreset(wishes, preferences.getState().language));
  const { config, notices } = applyChanges(settings.getState().config, wishes.changes);
  settings.getState().start(config);
  if (wishes.theme !== null) preferences.setState({ theme: wishes.theme });
  noteIgnored(stores, [...wishes.notices, ...notices].map(noticeText));
}

function noteIgnored(stores: Stores, parameters: readonly string[]): void {
  if (parameters.length > 0) stores.notices.getState().notify("addressIgnored", { parameters: parameters.join(", ") });
}

function noticeText(notice: ConfigNotice): string {
  switch (notice.kind) {
    case "unknownSetting":
      return notice.path;
    case "badValue":
      return `${notice.path}=${notice.given}`;
    case "adjusted":
      return `${notice.path}=${notice.given} → ${notice.used}`;
  }
  return notice satisfies never;
}

async function fetchDatasets(url: string) {
  try {
    const response = await fetch(url);
    return response.ok ? parseDatasetIndex(await response.json()) : [];
  } catch {
    return [];
  }
}

// Reading the property itself throws where storage is blocked.
function rememberedPreferences(): PreferenceStorage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
