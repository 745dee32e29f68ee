// The one check that every configuration passes, wherever it comes from: each setting in its range, and all of
// them able to run together.

import { settlingChanges } from "../architectures/model-config";
import { specOf } from "../architectures/registry";
import { type ConfigPath, type ConfigValue, getByPath, setByPath } from "./config-path";
import { type ConfigNotice, excerpt } from "./config-problem";
import { defaultConfig } from "./defaults";
import type { Parameter } from "./parameter";
import { configPaths, parameters } from "./parameters";
import type { RunConfig } from "./run-config";
import { checkSetting } from "./setting-value";

/** A configuration that can run, with what had to be changed for it. */
export interface SettledConfig {
  readonly config: RunConfig;
  readonly notices: readonly ConfigNotice[];
}

/**
 * Brings a configuration to the nearest one that can run; the same object when nothing had to change. What makes no
 * sense for its setting at all (NaN) is taken from `fallback`.
 */
export function settleConfig(config: RunConfig, fallback: RunConfig = defaultConfig): SettledConfig {
  return settleRules(settleRanges(config, fallback));
}

/** Tells whether a setting can take a value beside the others; one that cannot would be changed at once. */
export function canTake<Path extends ConfigPath>(config: RunConfig, path: Path, value: ConfigValue<Path>): boolean {
  return getByPath(settleConfig(setByPath(config, path, value), config).config, path) === value;
}

function settleRanges(config: RunConfig, fallback: RunConfig): SettledConfig {
  let settled: SettledConfig = { config, notices: [] };
  for (const path of configPaths) {
    const parameter: Parameter = parameters[path];
    const checked = checkSetting(parameter, getByPath(config, path));
    if (checked.ok && !checked.adjusted) continue;
    settled = change(
      settled,
      path,
      checked.ok ? (checked.value as ConfigValue<ConfigPath>) : getByPath(fallback, path),
    );
  }
  return settled;
}

function settleRules(inRange: SettledConfig): SettledConfig {
  let settled = inRange;
  const { base, model, tokens, training } = inRange.config;
  const contextLength = Math.min(tokens.contextLength, longestContext(base, model));
  settled = change(settled, "tokens.contextLength", contextLength);
  for (const [name, value] of Object.entries(settlingChanges(model, contextLength))) {
    settled = change(settled, `model.${name}` as ConfigPath, value);
  }
  if (training.earlyStopping === "validation" && tokens.validationShare === 0) {
    settled = change(settled, "training.earlyStopping", "train");
  }
  return settled;
}

/** A base has as many positions as it was made with; a model of its own gets more where they are needed. */
function longestContext(base: string, model: RunConfig["model"]): number {
  const { longestContext: most } = specOf(model);
  return base !== "" && "positions" in model ? Math.min(most, model.positions) : most;
}

function change<Path extends ConfigPath>(
  { config, notices }: SettledConfig,
  path: Path,
  value: ConfigValue<Path>,
): SettledConfig {
  const given = getByPath(config, path);
  if (given === value) return { config, notices };
  const notice = { kind: "adjusted", path, given: excerpt(given), used: excerpt(value) } as const;
  return { config: setByPath(config, path, value), notices: [...notices, notice] };
}
