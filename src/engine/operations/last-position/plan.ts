// Choice of the last position.
import type { OperationPlan } from "../../plan/contract/operation-plan";

/** (B,T,C) -> (B,C) */
export const lastPositionPlan: OperationPlan<"lastPosition"> = ({ lead }, plan) => {
  const x = plan.value(lead.input);
  const channels = lead.shape[0];
  const shape = { batch: plan.batch, positions: plan.positions, channels };
  const output = plan.temporary("lastPosition", plan.batch * channels);
  plan.emit({ kind: "lastPosition", x, y: output, ...shape });
  return {
    output,
    backward(dY, gradients) {
      gradients.write(lead.input, x.words, (dX) => {
        plan.emit({ kind: "lastPositionBackward", dY, dX, ...shape });
      });
    },
  };
};
