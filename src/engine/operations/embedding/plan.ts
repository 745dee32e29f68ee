// Look-up of token rows, with positions in the same pass, or as tables of products in front of a linear.

import { followerOf } from "../../plan/contract/fusion-group";
import type { OperationPlan } from "../../plan/contract/operation-plan";
import { planProducts } from "./plan-products";
import { planPositionGradient, planPositionRows } from "./position-rows";

/** tokens (B,T) -> (B,T,C), then positions, or flatten and linear (B,O), where the group has them. */
export const embeddingPlan: OperationPlan<"embedding"> = (group, plan) => {
  const linear = followerOf(group, "linear");
  if (linear !== null) return planProducts(group.lead.op, linear.op, plan);
  const { op } = group.lead;
  const [vocabulary, channels] = op.table.shape;
  const rows = plan.rows(group.lead);
  const positions = followerOf(group, "addPositions");
  const { ids, decoding } = plan;
  const output = plan.temporary("embedding", rows * channels);
  plan.emit({
    kind: "embedding",
    ids,
    table: plan.parameter(op.table),
    tableInHalves: op.table.storage === "float16",
    y: output,
    rows,
    channels,
    positionTable: positions === null || decoding !== null ? null : plan.parameter(positions.op.table),
    positions: plan.positions,
  });
  if (positions !== null && decoding !== null) {
    const b = planPositionRows(plan, decoding, positions.op.table);
    plan.emit({ kind: "add", a: output, b, y: output, count: output.words });
  }
  return {
    output,
    backward(dY, gradients) {
      gradients.parameterSum(op.table, ({ buffer: dTable, accumulate }) => {
        plan.emit({ kind: "embeddingBackward", ids, dY, dTable, rows, vocabulary, channels, accumulate });
      });
      if (positions !== null) planPositionGradient(plan, dY, positions.op.table, gradients);
    },
  };
};
