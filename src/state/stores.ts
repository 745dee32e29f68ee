// All stores of the page in one object, created once by the composition root.
import type { StoreApi } from "zustand/vanilla";
import { type ChartState, createChartStore } from "./chart-store";
import { type ClinicState, createClinicStore } from "./clinic-store";
import { type ComparisonState, createComparisonStore } from "./comparison-store";
import { createDataStore, type DataState } from "./data-store";
import { createEvaluationStore, type EvaluationState } from "./evaluation-store";
import { createExportStore, type ExportState } from "./export-store";
import { createKeptStore, type KeptState } from "./kept-store";
import { createNoticeStore, type NoticeState } from "./notice-store";
import { createPreferencesStore, type PreferenceStorage, type PreferencesState } from "./preferences-store";
import { createRunsStore, type RunsState } from "./runs-store";
import { createSampleStore, type SampleState } from "./sample-store";
import { createSettingsStore, type SettingsState } from "./settings-store";

/** The page's whole state. */
export interface Stores {
  readonly settings: StoreApi<SettingsState>;
  readonly data: StoreApi<DataState>;
  readonly clinic: StoreApi<ClinicState>;
  readonly runs: StoreApi<RunsState>;
  readonly charts: StoreApi<ChartState>;
  readonly samples: StoreApi<SampleState>;
  readonly evaluation: StoreApi<EvaluationState>;
  readonly comparison: StoreApi<ComparisonState>;
  readonly exports: StoreApi<ExportState>;
  readonly kept: StoreApi<KeptState>;
  readonly notices: StoreApi<NoticeState>;
  readonly preferences: StoreApi<PreferencesState>;
}

/** Creates every store in its starting state. `languages` are the browser's, most wanted first. */
export function createStores(storage: PreferenceStorage | null, languages: readonly string[]): Stores {
  return {
    settings: createSettingsStore(),
    data: createDataStore(),
    clinic: createClinicStore(),
    runs: createRunsStore(),
    charts: createChartStore(),
    samples: createSampleStore(),
    evaluation: createEvaluationStore(),
    comparison: createComparisonStore(),
    exports: createExportStore(),
    kept: createKeptStore(),
    notices: createNoticeStore(),
    preferences: createPreferencesStore(storage, languages),
  };
}
