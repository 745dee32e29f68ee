// Rules between settings that are each in range: brings a configuration to the nearest one that can run.

import type { ConfigNotice } from "./config-notice";
import { type ConfigPath, type ConfigValue, getByPath, setByPath } from "./config-path";
import type { RunConfig } from "./run-config";

/** A configuration that can run, with what had to be changed for it. */
export interface SettledConfig {
  readonly config: RunConfig;
  readonly notices: readonly ConfigNotice[];
}

/** Most layers of a GRU; further ones learn too slowly. Other models take what parameters.ts allows. */
export const MOST_GRU_LAYERS = 3;

/** Settles a configuration; the same object when nothing had to change. */
export function settleConfig(config: RunConfig): SettledConfig {
  let settled: SettledConfig = { config, notices: [] };
  const { model, tokens, training } = config;
  if (model.architecture === "attention") {
    settled = change(settled, "model.heads", divisorBelow(model.embeddingSize, model.heads));
  }
  if (model.architecture === "gru") settled = change(settled, "model.layers", Math.min(model.layers, MOST_GRU_LAYERS));
  if (training.earlyStopping === "validation" && tokens.validationShare === 0) {
    settled = change(settled, "training.earlyStopping", "train");
  }
  return settled;
}

function change<Path extends ConfigPath>(
  { config, notices }: SettledConfig,
  path: Path,
  value: ConfigValue<Path>,
): SettledConfig {
  const given = getByPath(config, path);
  if (given === value) return { config, notices };
  const notice = { kind: "adjusted", path, given: String(given), used: String(value) } as const;
  return { config: setByPath(config, path, value), notices: [...notices, notice] };
}

/** Gives the largest divisor of `size` that is at most `heads`. */
function divisorBelow(size: number, heads: number): number {
  let divisor = Math.min(heads, size);
  while (size % divisor !== 0) divisor--;
  return divisor;
}
