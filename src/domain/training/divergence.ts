// When a run has gone astray. Losses far above a blind guess never come back on their own.

import { defaultConfig } from "../config/defaults";
import type { TrainingConfig } from "../config/run-config";

/** A loss may start this many times above a uniform guess before it counts as lost. */
const TOLERANCE = 3;

/** What was wrong with the loss. */
export type DivergenceReason = "lossNotFinite" | "lossTooHigh";

/** Judges a loss in nats; `firstLoss` is the run's first, which an unlucky start may put above ln V. */
export function divergenceOf(loss: number, firstLoss: number, vocabularySize: number): DivergenceReason | null {
  if (!Number.isFinite(loss)) {
    return "lossNotFinite";
  }
  return loss > TOLERANCE * Math.max(Math.log(vocabularySize), firstLoss, 1) ? "lossTooHigh" : null;
}

/** The setting that most likely let the loss run away, with a value to try instead. */
export interface DivergenceSuspect {
  readonly setting: "training.learningRate" | "training.beta2";
  readonly value: number;
  readonly better: number;
}

/**
 * Suspects the learning rate of the lost step, unless beta 2 lets Adam take steps without limit. By Cauchy and
 * Schwarz |mean| / sqrt(square) stays below (1-beta1) / sqrt((1-beta2) (1-beta1^2/beta2)), for beta1^2 < beta2 alone;
 * Kingma and Ba (2015) ask for as much.
 */
export function suspectOf({ optimizer, beta1, beta2 }: TrainingConfig, learningRate: number): DivergenceSuspect {
  const isAdam = optimizer === "adam" || optimizer === "adamw";
  return isAdam && beta1 > 0 && beta1 ** 2 >= beta2
    ? { setting: "training.beta2", value: beta2, better: defaultConfig.training.beta2 }
    : { setting: "training.learningRate", value: learningRate, better: learningRate / 10 };
}
