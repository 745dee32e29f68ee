// Activation with dropout in the same pass.
import type { ActivationName, NodeId } from "@/domain/graph/model-graph";
import { followerOf } from "../../plan/contract/fusion-group";
import type { OperationPlan, PlanContext, PlannedGroup } from "../../plan/contract/operation-plan";
import { type DropoutArguments, dropoutArguments } from "../dropout/arguments";
import { planMultiplyInto } from "../multiply/plan";

/** (…) -> the same shape, then dropout where the group has it. */
export const activationPlan: OperationPlan<"activation"> = (group, plan) =>
  planPointwise(plan, group.lead.input, group.lead.op.fn, dropoutArguments(plan, followerOf(group, "dropout")));

/** Plans activation and dropout of every element of a node's output. */
export function planPointwise(
  plan: PlanContext,
  input: NodeId,
  activation: ActivationName | null,
  dropout: DropoutArguments,
): PlannedGroup {
  const x = plan.value(input);
  const output = plan.temporary("pointwise", x.words);
  const slopes = plan.training ? plan.temporary("slopes", x.words) : null;
  plan.emit({ kind: "pointwise", x, y: output, slopes, count: x.words, activation, ...dropout });
  return {
    output,
    backward(dY, gradients) {
      if (slopes === null) throw new Error("planPointwise: expected a plan for training, got none");
      planMultiplyInto(plan, { dY, slopes }, input, gradients);
    },
  };
}
