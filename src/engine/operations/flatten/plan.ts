// Flattening moves nothing: the same words under another shape.
import type { OperationPlan } from "../../plan/contract/operation-plan";

/** (B,T,C) -> (B,T*C) */
export const flattenPlan: OperationPlan<"flatten"> = ({ lead }, plan) => ({
  output: plan.value(lead.input),
  backward(dY, gradients) {
    gradients.share(lead.input, dY);
  },
});
