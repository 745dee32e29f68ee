// All stores of the page in one object, created once by the composition root.
import type { StoreApi } from "zustand/vanilla";
import { createDataStore, type DataState } from "./data-store";
import { createMetricsStore, type MetricsStore } from "./metrics-store";
import { createNoticeStore, type NoticeState } from "./notice-store";
import { createPreferencesStore, type PreferenceStorage, type PreferencesState } from "./preferences-store";
import { createRunStore, type RunStoreState } from "./run-store";
import { createSampleStore, type SampleState } from "./sample-store";
import { createSettingsStore, type SettingsPreset, type SettingsState } from "./settings-store";

export interface Stores {
  readonly settings: StoreApi<SettingsState>;
  readonly data: StoreApi<DataState>;
  readonly run: StoreApi<RunStoreState>;
  readonly metrics: MetricsStore;
  readonly samples: StoreApi<SampleState>;
  readonly notices: StoreApi<NoticeState>;
  readonly preferences: StoreApi<PreferencesState>;
}

/** What the stores start from. `languages` are the browser's, most wanted first. */
export interface StoreSetup {
  readonly presets: readonly SettingsPreset[];
  readonly storage: PreferenceStorage | null;
  readonly languages: readonly string[];
}

/** Creates every store in its starting state, the settings at the first preset. */
export function createStores({ presets, storage, languages }: StoreSetup): Stores {
  return {
    settings: createSettingsStore(presets),
    data: createDataStore(),
    run: createRunStore(),
    metrics: createMetricsStore(),
    samples: createSampleStore(),
    notices: createNoticeStore(),
    preferences: createPreferencesStore(storage, languages),
  };
}
