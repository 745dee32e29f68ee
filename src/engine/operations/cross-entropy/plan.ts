// Loss, accuracy and the gradient of the logits in one pass.
import { createBuffer, type DeviceBuffer } from "../../plan/device-buffer";
import { type KernelCall, PARTIAL_CHUNKS } from "../../plan/kernel-call";
import type { StepField } from "../../plan/step-records";

/** Logits (rows,V) with their targets (rows); `metrics` are two floats, mean loss in nats and accuracy. */
interface LossInput {
  readonly logits: DeviceBuffer;
  readonly targets: DeviceBuffer;
  readonly vocabulary: number;
  readonly metrics: StepField;
  /** Null where no gradient is wanted. */
  readonly dLogits: DeviceBuffer | null;
}

/** Plans the loss; the result makes the call over the first `rows` rows. */
export function planCrossEntropy(input: LossInput): (rows: number) => KernelCall {
  const partials = createBuffer("partials", 4 * PARTIAL_CHUNKS);
  return (rows) => ({ kind: "crossEntropy", ...input, rows, partials });
}
