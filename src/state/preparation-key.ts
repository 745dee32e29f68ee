// Tells whether prepared data still fits the settings.

import { getByPath } from "@/domain/config/config-path";
import { readingPaths } from "@/domain/config/parameters";
import type { RunConfig } from "@/domain/config/run-config";
import { tokensInForce } from "@/domain/windows/tokens-in-force";

/** Gives the settings that preparation depends on as one comparable text. */
export function preparationKey(config: RunConfig): string {
  return JSON.stringify([config.seed, config.corpus, tokensInForce(config), config.base]);
}

/** Gives the settings that reading the file depends on as one comparable text. */
export function readingKey(config: RunConfig): string {
  return JSON.stringify(readingPaths.map((path) => getByPath(config, path)));
}
