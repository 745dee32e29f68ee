// What can be wrong with settings, by config path.

/** A setting that cannot be used; the path is empty for a whole that is no configuration. */
export type ConfigError = {
  readonly code: "configInvalid";
  readonly path: string;
  readonly problem: string;
};
