// What can be wrong with settings, by config path.

export type ConfigError = {
  readonly code: "configInvalid";
  readonly path: string;
  readonly problem: string;
};
