// What an optimizer of the reference engine is: a pure function from tensors to tensors.
import type { Tensor } from "@tensorflow/tfjs";
import type { OptimizerKind, OptimizerOf } from "@/domain/training/optimizer";

/** One parameter on the eve of a step. Slots stand in the order of `optimizerSlots`. */
export interface UpdateInput<Settings> {
  readonly parameter: Tensor;
  readonly gradient: Tensor;
  readonly slots: readonly Tensor[];
  readonly settings: Settings;
  readonly learningRate: number;
  /** Number of this step, from 1. */
  readonly step: number;
}

/** The parameter and its slots after the step. */
export interface UpdateOutput {
  readonly parameter: Tensor;
  readonly slots: readonly Tensor[];
}

/** Computes one step of one parameter; call inside a tidy. */
export interface OptimizerRule<Kind extends OptimizerKind> {
  update(input: UpdateInput<OptimizerOf<Kind>>): UpdateOutput;
}
