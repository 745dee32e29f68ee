// Which training settings act on the run under way, and when; all others wait for the next run.
import { diffConfigs } from "@/domain/config/config-diff";
import { getByPath } from "@/domain/config/config-path";
import { isConfigPath, parameters } from "@/domain/config/parameters";
import type { RunConfig, TrainingConfig } from "@/domain/config/run-config";
import type { Run } from "@/domain/run/run";

/** Gives the training settings of a run after the live ones of `edited` came in. */
export function withLiveSettings(running: TrainingConfig, edited: TrainingConfig): TrainingConfig {
  const live = Object.entries(edited).filter(([key]) => isLive(`training.${key}`));
  return { ...running, ...Object.fromEntries(live) };
}

/** Tells whether a new run by `edited` would be this one, settings aside that act on it at once. */
export function settingsMatch({ config, planned }: Pick<Run, "config" | "planned">, edited: RunConfig): boolean {
  const { live, structural } = diffConfigs(config, edited);
  return structural.length === 0 && (!planned || live.length === 0);
}

/**
 * Tells whether `edited` speaks of the run. Another model, vocabulary or text is the next run's, an example's or a
 * file's, and a planned run has its own settings; learning rate and epochs of those must not steer this run.
 */
export function takesLiveSettings({ config, planned }: Pick<Run, "config" | "planned">, edited: RunConfig): boolean {
  const { structural } = diffConfigs(config, edited);
  return !planned && structural.every((path) => path === "seed" || path.startsWith("training."));
}

/** Most changes that a run keeps: its newest. */
const MOST_CHANGES = 1000;

/** Gives the run with other settings, and notes what changed of them while it went on. */
export function withSettings(run: Run, config: RunConfig): Run {
  const { step } = run.progress;
  const { live } = diffConfigs(run.config, config);
  if (live.length === 0) return run;
  if (step === 0) return { ...run, config };
  const made = live.map((path) => ({
    step,
    path,
    from: getByPath(run.config, path),
    to: getByPath(config, path),
  }));
  return { ...run, config, changes: [...run.changes, ...made].slice(-MOST_CHANGES) };
}

function isLive(path: string): boolean {
  return isConfigPath(path) && parameters[path].live;
}
