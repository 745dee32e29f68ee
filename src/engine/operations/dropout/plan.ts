// Dropout that no other kernel could take along.
import type { OperationPlan } from "../../plan/contract/operation-plan";
import { planPointwise } from "../activation/plan";
import { dropoutArguments } from "./arguments";

/** (…) -> the same shape; outside training the input itself. */
export const dropoutPlan: OperationPlan<"dropout"> = ({ lead }, plan) => {
  const dropout = dropoutArguments(plan, lead);
  if (dropout.dropoutRate > 0) return planPointwise(plan, lead.input, null, dropout);
  return {
    output: plan.value(lead.input),
    backward(dY, gradients) {
      gradients.share(lead.input, dY);
    },
  };
};
