// From the flat training settings to what an optimizer needs.
import type { TrainingConfig } from "../config/run-config";
import type { Optimizer } from "./optimizer";

/** Builds the optimizer that the settings describe. */
export function optimizerOf(config: TrainingConfig): Optimizer {
  const { momentum, decay, beta1, beta2, epsilon, epsilonInsideRoot, weightDecay } = config;
  switch (config.optimizer) {
    case "sgd":
      return { kind: "sgd", momentum };
    case "rmsprop":
      return { kind: "rmsprop", decay, epsilon, epsilonInsideRoot };
    case "adam":
      return { kind: "adam", beta1, beta2, epsilon };
    case "adamw":
      return { kind: "adamw", beta1, beta2, epsilon, weightDecay };
  }
  return config.optimizer satisfies never;
}

/** Gives the clipping norm, null for none. */
export function gradientClipOf(config: TrainingConfig): number | null {
  return config.gradientClip > 0 ? config.gradientClip : null;
}
