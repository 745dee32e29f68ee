// The settings of a run that goes on from a model, with the same data or with others.
import { type ConfigPath, getByPath, setByPath } from "./config-path";
import { configPaths } from "./parameters";
import type { RunConfig } from "./run-config";

/** The settings of the tokens that the weights were made for. */
const OF_THE_VOCABULARY: ReadonlySet<ConfigPath> = new Set([
  "tokens.tokenizer",
  "tokens.order",
  "tokens.specialTokens",
  "tokens.padToken",
  "tokens.contextLength",
]);

/** Tells whether the weights of a model decide a setting. */
export function isOfTheModel(path: ConfigPath): boolean {
  return path.startsWith("model.") || OF_THE_VOCABULARY.has(path);
}

/** Takes model and vocabulary from the run that made the weights, and all that may differ from the settings wished for. */
export function branchConfig(parent: RunConfig, wished: RunConfig): RunConfig {
  return configPaths
    .filter(isOfTheModel)
    .reduce((config, path) => setByPath(config, path, getByPath(parent, path)), wished);
}
