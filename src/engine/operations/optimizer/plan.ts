// Clipping and the optimizer's step over all parameters at once.
import type { Optimizer, OptimizerKind, OptimizerOf } from "@/domain/training/optimizer";
import { createBuffer, type DeviceBuffer } from "../../plan/contract/device-buffer";
import type { KernelCall } from "../../plan/contract/kernel-call";
import type { StepField } from "../../plan/contract/step-records";
import type { Tuning } from "../../plan/contract/tuning";

/** The flat stretches that a step changes, all of one layout, and the fields that it reads and writes. */
export interface UpdateInput {
  readonly parameters: DeviceBuffer;
  readonly gradients: DeviceBuffer;
  /** In the order of `optimizerSlots`. */
  readonly slots: readonly DeviceBuffer[];
  /** Up to three floats, as `writeRates` writes them. */
  readonly rate: StepField;
  /** One float, the norm before clipping. */
  readonly norm: StepField;
}

/** Clipping and optimizer of one session. */
export interface UpdatePlan {
  /** Buffers beside those of the input. */
  readonly buffers: readonly DeviceBuffer[];
  /** Makes the calls of one step. */
  callsFor(optimizer: Optimizer, clip: number | null): readonly KernelCall[];
}

/** Plans the update of all parameters. */
export function planUpdate(
  { parameters, gradients, slots, rate, norm }: UpdateInput,
  { partialChunks }: Tuning,
): UpdatePlan {
  const scale = createBuffer("scale", 1);
  const partials = createBuffer("partials", 4 * partialChunks);
  const count = parameters.words;
  const flat = { parameters, gradients, count, scale, rate };
  return {
    buffers: [scale, partials],
    callsFor: (optimizer, clip) => [
      { kind: "gradientNorm", gradients, count, clip: clip ?? 0, scale, norm, partials },
      optimizerCall(flat, slots, optimizer),
    ],
  };
}

type FlatArguments = Pick<UpdateInput, "parameters" | "gradients" | "rate"> & {
  readonly count: number;
  readonly scale: DeviceBuffer;
};

function optimizerCall(flat: FlatArguments, slots: readonly DeviceBuffer[], optimizer: Optimizer): KernelCall {
  switch (optimizer.kind) {
    case "sgd":
      return { ...optimizer, ...flat, momenta: slots[0] };
    case "rmsprop":
      return { ...optimizer, ...flat, squares: slots[0], decayRest: 1 - optimizer.decay };
    case "adam":
    case "adamw":
      return {
        weightDecay: 0,
        ...optimizer,
        ...flat,
        kind: "adam",
        means: slots[0],
        squares: slots[1],
        beta1Rest: 1 - optimizer.beta1,
        beta2Rest: 1 - optimizer.beta2,
      };
  }
  return optimizer satisfies never;
}

/** Some settings of each optimizer, where only the kind counts. */
export const sampleOptimizers = {
  sgd: { kind: "sgd", momentum: 0 },
  rmsprop: { kind: "rmsprop", decay: 0, epsilon: 0, epsilonInsideRoot: false },
  adam: { kind: "adam", beta1: 0, beta2: 0, epsilon: 0 },
  adamw: { kind: "adamw", beta1: 0, beta2: 0, epsilon: 0, weightDecay: 0 },
} as const satisfies { readonly [Kind in OptimizerKind]: OptimizerOf<Kind> };

/** Words of the rate field. */
export const rateWords = { sgd: 1, rmsprop: 1, adam: 3, adamw: 3 } satisfies Record<OptimizerKind, number>;

/** Writes the learning rate and, for Adam, the corrections of step number `step`, counted from 1. */
export function writeRates(target: Float32Array, optimizer: Optimizer, learningRate: number, step: number): void {
  target[0] = learningRate;
  if (optimizer.kind === "adam" || optimizer.kind === "adamw") {
    target[1] = 1 / (1 - optimizer.beta1 ** step);
    target[2] = 1 / (1 - optimizer.beta2 ** step);
  }
}
