// Loss, accuracy and the gradient of the logits in one pass.
import { createBuffer, type DeviceBuffer } from "../../plan/contract/device-buffer";
import type { KernelCall } from "../../plan/contract/kernel-call";
import type { StepField } from "../../plan/contract/step-records";
import type { Tuning } from "../../plan/contract/tuning";

/** Logits (rows,V) with their targets (rows); `metrics` are LOSS_METRICS floats. */
interface LossInput {
  readonly logits: DeviceBuffer;
  readonly targets: DeviceBuffer;
  /** Whether a target may be one that does not count. */
  readonly masked: boolean;
  readonly vocabulary: number;
  readonly metrics: StepField;
  /** Null where no gradient is wanted. */
  readonly dLogits: DeviceBuffer | null;
}

/** Over the targets that count: mean loss in nats, accuracy; and how many count. */
export const LOSS_METRICS = 3;

/** Plans the loss; the result makes the calls over the first `rows` rows. */
export function planCrossEntropy(
  { masked, ...input }: LossInput,
  { partialChunks }: Tuning,
): (rows: number) => readonly KernelCall[] {
  const { targets } = input;
  const partials = createBuffer("partials", 4 * partialChunks);
  const counted = masked ? createBuffer("counted", 1) : null;
  return (rows) => [
    ...(counted === null ? [] : [{ kind: "countTargets", targets, counted, rows } as const]),
    { kind: "crossEntropy", ...input, counted, rows, partials },
  ];
}
