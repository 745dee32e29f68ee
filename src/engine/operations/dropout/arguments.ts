// The dropout arguments of the kernels that can drop what they write.

import type { PlacedNode } from "../../plan/contract/fusion-group";
import type { PlanContext } from "../../plan/contract/operation-plan";
import type { StepField } from "../../plan/contract/step-records";

/** Rate and key field, as kernel calls take them. */
export interface DropoutArguments {
  readonly dropoutRate: number;
  readonly dropoutKey: StepField | null;
}

const noDropout: DropoutArguments = { dropoutRate: 0, dropoutKey: null };

/** Gives a dropout node's arguments; none without a node and outside training. */
export function dropoutArguments(plan: PlanContext, node: PlacedNode<"dropout"> | null): DropoutArguments {
  if (node === null || node.op.rate === 0 || !plan.training) return noDropout;
  return { dropoutRate: node.op.rate, dropoutKey: plan.dropoutKey(node.id) };
}
