// Residual connection that no product could take along.
import type { OperationPlan } from "../../plan/contract/operation-plan";

/** Adds an earlier node's output; both get the gradient as it is. */
export const addPlan: OperationPlan<"add"> = ({ lead }, plan) => {
  const a = plan.value(lead.input);
  const output = plan.temporary("add", a.words);
  plan.emit({ kind: "add", a, b: plan.value(lead.op.with), y: output, count: a.words });
  return {
    output,
    backward(dY, gradients) {
      gradients.share(lead.input, dY);
      gradients.share(lead.op.with, dY);
    },
  };
};
