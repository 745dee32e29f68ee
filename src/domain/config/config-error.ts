// What can be wrong with settings, by config path.

import type { SettingProblem } from "./setting-value";

/** Why settings were refused. */
export type ConfigProblem = SettingProblem | "notAnObject";

export type ConfigError = {
  readonly code: "configInvalid";
  readonly path: string;
  readonly problem: ConfigProblem;
};
