// Which training settings act on the run under way, and when; all others wait for the next run.
import { diffConfigs } from "@/domain/config/config-diff";
import { isConfigPath, parameters } from "@/domain/config/parameters";
import type { RunConfig, TrainingConfig } from "@/domain/config/run-config";

/** Gives the training settings of a run after the live ones of `edited` came in. */
export function withLiveSettings(running: TrainingConfig, edited: TrainingConfig): TrainingConfig {
  const live = Object.entries(edited).filter(([key]) => isLive(`training.${key}`));
  return { ...running, ...Object.fromEntries(live) };
}

/** Tells whether a new run by `edited` would be the run started with `running`, live settings aside. */
export function settingsMatch(running: RunConfig, edited: RunConfig): boolean {
  return diffConfigs(running, edited).structural.length === 0;
}

/**
 * Tells whether `edited` still speaks of the run started with `running`. Another model, vocabulary or text is
 * the next run's, an example's or a file's; its learning rate and epochs must not steer this run.
 */
export function takesLiveSettings(running: RunConfig, edited: RunConfig): boolean {
  return diffConfigs(running, edited).structural.every((path) => path === "seed" || path.startsWith("training."));
}

function isLive(path: string): boolean {
  return isConfigPath(path) && parameters[path].live;
}
