// Which training settings act on the run under way; all others wait for the next run.
import { isConfigPath, parameters } from "@/domain/config/parameters";
import type { TrainingConfig } from "@/domain/config/run-config";

/** Gives the training settings of a run after the live ones of `edited` came in. */
export function withLiveSettings(running: TrainingConfig, edited: TrainingConfig): TrainingConfig {
  const live = Object.entries(edited).filter(([key]) => isLive(`training.${key}`));
  return { ...running, ...Object.fromEntries(live) };
}

function isLive(path: string): boolean {
  return isConfigPath(path) && parameters[path].live;
}
