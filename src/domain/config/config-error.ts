// What can be wrong with settings, by config path.

import type { SettingProblem } from "./setting-value";

/** Why settings were refused. */
export type ConfigProblem = SettingProblem | "notAnObject";

/** A setting that cannot be used; the path is empty for a whole that is no configuration. */
export type ConfigError = {
  readonly code: "configInvalid";
  readonly path: string;
  readonly problem: ConfigProblem;
};
