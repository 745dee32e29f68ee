// Learned positions that no embedding could take along.
import type { OperationPlan } from "../../plan/contract/operation-plan";
import { planPositionRows } from "../embedding/position-rows";

/** (B,T,C) + table (T,C) -> (B,T,C) */
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
      gradients.parameter(op.table, (dTable) => plan.emit({ kind: "addPositionsBackward", dY, dTable, ...shape }));
      gradients.share(input, dY);
    },
  };
};
