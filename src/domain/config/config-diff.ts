// How two configurations differ, and whether a run under way can take the difference.
import { type ConfigPath, getByPath } from "./config-path";
import { configPaths, parameters } from "./parameters";
import type { RunConfig } from "./run-config";

/** The settings that differ. */
export interface ConfigDifference {
  /** Changed settings that act on the run under way. */
  readonly live: readonly ConfigPath[];
  /** Changed settings that wait for the next run. */
  readonly structural: readonly ConfigPath[];
}

/** Lists the settings in which two configurations differ, in the order of the table. */
export function diffConfigs(before: RunConfig, after: RunConfig): ConfigDifference {
  const changed = configPaths.filter((path) => !isSame(getByPath(before, path), getByPath(after, path)));
  return {
    live: changed.filter((path) => parameters[path].live),
    structural: changed.filter((path) => !parameters[path].live),
  };
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return a === b;
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
