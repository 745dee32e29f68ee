// Whoever names a number of epochs or of steps asks for a run of that length: in an address, a file or a preset.
import { type ConfigPath, setByPath } from "./config-path";
import type { RunConfig } from "./run-config";

/** Chooses the way to ask for a length that the named settings speak of, the last of them if they speak of both. */
export function withImpliedLength(config: RunConfig, named: Iterable<ConfigPath>): RunConfig {
  let implied = config;
  for (const path of named) {
    if (path === "training.epochs") implied = setByPath(implied, "training.runLength", "epochs");
    if (path === "training.steps") implied = setByPath(implied, "training.runLength", "steps");
  }
  return implied;
}
