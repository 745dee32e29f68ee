// What the figures and samples on screen belong to: the run's own settings and data once there is a run,
// the ones under edit before. Choosing other data or another example does not touch what is on screen.
import { useMemo } from "react";
import type { RunConfig, TrainingConfig } from "@/domain/config/run-config";
import type { DataFigures, RunState } from "@/domain/run/run";
import { bestEpoch } from "@/domain/training/best-epoch";
import type { EpochRow } from "@/domain/training/progress";
import { type CountedPadding, countedPadding } from "./counted-padding";
import { useData, useRun, useSettings } from "./use-app";

/** Gives the state of the run on screen; a model from elsewhere never trains itself, so the page is ready for a run. */
export function useShownState(): RunState {
  return useRun(({ origin, state }) => (origin === null ? state : "idle"));
}

/** Gives the data behind the figures and samples on screen, null while there is none. */
export function useShownData(): DataFigures | null {
  const own = useRun((run) => run.data);
  const prepared = useData((data) => data.prepared);
  return own ?? prepared;
}

/** Gives the padding that the losses and accuracies on screen count, null where they count none. */
export function useCountedPadding(): CountedPadding | null {
  const data = useShownData();
  const own = useRun((run) => run.config);
  const edited = useSettings((settings) => settings.config);
  return data === null ? null : countedPadding(own ?? edited, data);
}

/** Gives the settings behind the figures and samples on screen. */
export function useShownConfig(): RunConfig {
  const own = useRun((run) => run.config);
  const edited = useSettings((settings) => settings.config);
  return own ?? edited;
}

/** Gives the training settings behind the figures on screen; a model from elsewhere has none of its own. */
export function useShownTraining(): TrainingConfig {
  const own = useRun((run) => (run.origin === null ? (run.config?.training ?? null) : null));
  const edited = useSettings((settings) => settings.config.training);
  return own ?? edited;
}

/** Gives the best epoch of the run on screen, null before the first. */
export function useBestEpoch(): EpochRow | null {
  const rows = useRun((run) => run.progress.epochs);
  const { earlyStopping } = useShownTraining();
  return useMemo(() => bestEpoch(rows, earlyStopping), [rows, earlyStopping]);
}
