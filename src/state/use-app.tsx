// Hands the stores and the commands to every feature. The composition root in app/ creates them;
// features read with the hooks below and never see the client.
import { createContext, type ReactNode, useContext } from "react";
import type { OpenRun } from "@/domain/run/run";
import type { ChartState } from "./chart-store";
import type { ClinicState } from "./clinic-store";
import type { Commands } from "./commands";
import type { ComparisonState } from "./comparison-store";
import type { DataState } from "./data-store";
import type { EvaluationState } from "./evaluation-store";
import type { ExportState } from "./export-store";
import type { KeptState } from "./kept-store";
import type { NoticeState } from "./notice-store";
import type { PreferencesState } from "./preferences-store";
import { openRun, type RunsState } from "./runs-store";
import type { SampleState } from "./sample-store";
import type { SettingsState } from "./settings-store";
import type { Stores } from "./stores";
import { useStore } from "./use-store";

/** Everything a feature may touch. */
export interface AppServices {
  readonly stores: Stores;
  readonly commands: Commands;
}

const AppContext = createContext<AppServices | null>(null);

/** Provides stores and commands to the tree below. */
export function AppProvider({ services, children }: { services: AppServices; children: ReactNode }) {
  return <AppContext value={services}>{children}</AppContext>;
}

/** Gives stores and commands; throws outside AppProvider. */
export function useApp(): AppServices {
  const services = useContext(AppContext);
  if (services === null) throw new Error("useApp: expected an AppProvider above, got none");
  return services;
}

/** Gives the commands. */
export function useCommands(): Commands {
  return useApp().commands;
}

/** Reads from the settings store. */
export function useSettings<T>(select: (state: SettingsState) => T): T {
  return useStore(useApp().stores.settings, select);
}

/** Reads from the data store. */
export function useData<T>(select: (state: DataState) => T): T {
  return useStore(useApp().stores.data, select);
}

/** Reads from the store of the data clinic. */
export function useClinic<T>(select: (state: ClinicState) => T): T {
  return useStore(useApp().stores.clinic, select);
}

/** Reads from the store of runs. */
export function useRuns<T>(select: (state: RunsState) => T): T {
  return useStore(useApp().stores.runs, select);
}

/** Reads from the record of the run on screen, which changes at most ten times a second while it trains. */
export function useRun<T>(select: (run: OpenRun) => T): T {
  return useRuns((state) => select(openRun(state)));
}

/** Reads how charts are drawn. */
export function useCharts<T>(select: (state: ChartState) => T): T {
  return useStore(useApp().stores.charts, select);
}

/** Reads from the sample store. */
export function useSamples<T>(select: (state: SampleState) => T): T {
  return useStore(useApp().stores.samples, select);
}

/** Reads from the store of measurements on request. */
export function useEvaluation<T>(select: (state: EvaluationState) => T): T {
  return useStore(useApp().stores.evaluation, select);
}

/** Reads from the store of comparisons. */
export function useComparison<T>(select: (state: ComparisonState) => T): T {
  return useStore(useApp().stores.comparison, select);
}

/** Reads which file of a run is being written. */
export function useExports<T>(select: (state: ExportState) => T): T {
  return useStore(useApp().stores.exports, select);
}

/** Reads what is said of keeping. */
export function useKept<T>(select: (state: KeptState) => T): T {
  return useStore(useApp().stores.kept, select);
}

/** Reads from the notice store. */
export function useNotices<T>(select: (state: NoticeState) => T): T {
  return useStore(useApp().stores.notices, select);
}

/** Reads from the preferences store. */
export function usePreferences<T>(select: (state: PreferencesState) => T): T {
  return useStore(useApp().stores.preferences, select);
}
