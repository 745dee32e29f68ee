// Learned positions that no embedding could take along.
import type { OperationPlan } from "../../plan/contract/operation-plan";
import { planPositionGradient, planPositionRows } from "../embedding/position-rows";

/** (B,T,C) + table (P,C) -> (B,T,C) */
export const addPositionsPlan: OperationPlan<"addPositions"> = ({ lead }, plan) => {
  const { op, input } = lead;
  const [, channels] = op.table.shape;
  const x = plan.value(input);
  const shape = { batch: plan.batch, positions: plan.positions, channels };
  const output = plan.temporary("addPositions", x.words);
  if (plan.decoding === null) {
    plan.emit({ kind: "addPositions", x, table: plan.parameter(op.table), y: output, ...shape });
  } else {
    const rows = planPositionRows(plan, plan.decoding, op.table);
    plan.emit({ kind: "add", a: x, b: rows, y: output, count: x.words });
  }
  return {
    output,
    backward(dY, gradients) {
      planPositionGradient(plan, dY, op.table, gradients);
      gradients.share(input, dY);
    },
  };
};
