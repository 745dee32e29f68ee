// Activation with dropout in the same pass.
import type { ActivationName, NodeId } from "@/domain/graph/model-graph";
import type { DeviceBuffer } from "../../plan/device-buffer";
import type { OperationPlan, PlanContext, PlannedStage } from "../../plan/operation-plan";
import { followerOf } from "../../plan/stage";
import { type DropoutArguments, dropoutArguments, noDropout } from "../dropout/arguments";

/** (…) -> the same shape, then dropout where the stage has it. */
export const activationPlan: OperationPlan<"activation"> = (stage, plan) =>
  planPointwise(plan, stage.lead.input, stage.lead.op.fn, dropoutArguments(plan, followerOf(stage, "dropout")));

/** Plans activation and dropout of every element of a node's output. */
export function planPointwise(
  plan: PlanContext,
  input: NodeId,
  activation: ActivationName | null,
  dropout: DropoutArguments,
): PlannedStage {
  const x = plan.value(input);
  const output = plan.temporary("pointwise", x.words);
  plan.emit({ kind: "pointwise", x, y: output, count: x.words, activation, ...dropout });
  return {
    output,
    backward(dY, gradients) {
      const { buffer: dX, accumulate } = gradients.target(input, x.words);
      const saved = activation === null ? null : x;
      plan.emit({
        kind: "pointwiseBackward",
        x: saved,
        dY,
        dX,
        count: x.words,
        activation,
        ...dropout,
        accumulate,
      });
    },
  };
}

/** Emits the gradient of an activation alone and gives its buffer; x is what went in. */
export function planPointwiseBackward(
  plan: PlanContext,
  dY: DeviceBuffer,
  { x, activation }: { readonly x: DeviceBuffer; readonly activation: ActivationName | null },
): DeviceBuffer {
  const dX = plan.temporary("gradient", dY.words);
  const count = dY.words;
  plan.emit({ kind: "pointwiseBackward", x, dY, dX, count, activation, ...noDropout, accumulate: false });
  return dX;
}
