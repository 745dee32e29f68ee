// Loss, accuracy and the gradient of the logits in one pass.
import { createBuffer, type DeviceBuffer } from "../../plan/contract/device-buffer";
import type { KernelCall } from "../../plan/contract/kernel-call";
import type { StepField } from "../../plan/contract/step-records";
import type { Tuning } from "../../plan/contract/tuning";

/** Logits (rows,V) with their targets (rows); `metrics` are LOSS_METRICS floats. */
interface LossInput {
  readonly logits: DeviceBuffer;
  readonly targets: DeviceBuffer;
  /** One int32, over how many targets the means are; null where all of the rows count. */
  readonly counted: DeviceBuffer | null;
  readonly vocabulary: number;
  readonly metrics: StepField;
  /** Null where no gradient is wanted. */
  readonly dLogits: DeviceBuffer | null;
}

/** Over the targets that count: mean loss in nats, accuracy; and how many count. */
export const LOSS_METRICS = 3;

/** Plans the loss of all rows. */
export function planCrossEntropy(input: LossInput, { partialChunks }: Tuning): KernelCall {
  const partials = createBuffer("partials", 4 * partialChunks);
  return { kind: "crossEntropy", ...input, rows: input.targets.words, partials };
}
