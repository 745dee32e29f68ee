// A product with one number, which the graph knows.
import type { OperationPlan } from "../../plan/contract/operation-plan";

/** (…) -> the same shape, each element times the factor. */
export const scalePlan: OperationPlan<"scale"> = ({ lead }, plan) => {
  const { factor } = lead.op;
  const x = plan.value(lead.input);
  const output = plan.temporary("scale", x.words);
  plan.emit({ kind: "scale", x, y: output, count: x.words, factor, accumulate: false });
  return {
    output,
    backward(dY, gradients) {
      gradients.add(lead.input, dY.words, ({ buffer: y, accumulate }) => {
        plan.emit({ kind: "scale", x: dY, y, count: dY.words, factor, accumulate });
      });
    },
  };
};
