// Which products of a model's blocks adapters stand beside, by the names of their weights.
import type { TuningConfig } from "../config/run-config";

type Layers = TuningConfig["loraLayers"];

/** From the fewest to all. PEFT's default for GPT-2 is the first, `c_attn`. */
const patterns = {
  qkv: /^attention\.(?:\d+\.)?qkv\./,
  attention: /^attention\./,
  feedForward: /^feedForward\./,
  all: /^/,
} as const satisfies Record<Layers, RegExp>;

/** Chooses among weights of blocks those that are adapted; all of them where the model has none such. */
export function adaptedLayers<T extends { readonly name: string }>(all: readonly T[], layers: Layers): readonly T[] {
  const chosen = all.filter(({ name }) => patterns[layers].test(name));
  return chosen.length > 0 ? chosen : all;
}

/** Gives the fewest layers that hold all of the weights named. */
export function layersOf(names: readonly string[]): Layers {
  const [found] = Object.entries(patterns).find(([, pattern]) => names.every((name) => pattern.test(name))) ?? ["all"];
  return found as Layers;
}
