// Foreign data (files, saved state) to a configuration: known settings only, into fresh objects.
// Missing settings get what was so before there was a choice, unknown ones are dropped, values out of range are
// brought into it.
import { failure, type Result, success } from "../result";
import { type ConfigPath, type ConfigValue, setByPath, withImpliedLength, withImpliedRowSeed } from "./config-path";
import { type ConfigError, type ConfigNotice, excerpt } from "./config-problem";
import { earlierConfig } from "./defaults";
import type { Parameter } from "./parameter";
import { configPaths, parameters } from "./parameters";
import type { RunConfig } from "./run-config";
import { checkSetting } from "./setting-value";
import { type SettledConfig, settleConfig } from "./settle-config";

/** Parses a configuration, `base` filling the gaps. Fails with configInvalid on a value of the wrong kind. */
export function parseConfig(value: unknown, base: RunConfig = earlierConfig): Result<SettledConfig, ConfigError> {
  if (!isPlainObject(value)) return failure({ code: "configInvalid", path: "", problem: "notAnObject" });
  const named = configPaths.filter((path) => givenValue(value, path) !== undefined);
  let config = withImpliedLength(base, named);
  const notices: ConfigNotice[] = [];
  for (const path of named) {
    const given = givenValue(value, path);
    const parameter: Parameter = parameters[path];
    const checked = checkSetting(parameter, given);
    if (!checked.ok) return failure({ code: "configInvalid", path, problem: checked.problem });
    if (checked.adjusted) {
      notices.push({ kind: "adjusted", path, given: excerpt(given), used: excerpt(checked.value) });
    }
    config = setByPath(config, path, checked.value as ConfigValue<ConfigPath>);
  }
  const settled = settleConfig(withImpliedRowSeed(config, named));
  return success({ config: settled.config, notices: [...notices, ...settled.notices] });
}

/**
 * Gives what a file says of a setting. Settings that the model's architecture does not have stand aside; in older
 * files the settings of all architectures stand side by side.
 */
function givenValue(value: Record<string, unknown>, path: ConfigPath): unknown {
  return ownValue(value, path) ?? ownValue(value, path.replace("model.", "model.aside."));
}

/** Reads own properties only, so that nothing inherited (`__proto__`, `constructor`) is ever taken for a setting. */
function ownValue(value: Record<string, unknown>, path: string): unknown {
  let current: unknown = value;
  for (const key of path.split(".")) {
    if (!isPlainObject(current) || !Object.hasOwn(current, key)) return undefined;
    current = current[key];
  }
  return current;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
