// The GRU layer: one kernel runs the recurrence over all positions; the gradients of its weights are
// products over all positions at once, after it.
import { partOf } from "../../plan/contract/device-buffer";
import { followerOf } from "../../plan/contract/fusion-group";
import type { OperationPlan } from "../../plan/contract/operation-plan";
import { planColumnSums } from "../column-sums/plan";
import { planWeightGradient } from "../matmul/plan";

/** Projected inputs (B,T,3C) -> (B,T,C), or the last state (B,C) where nothing else is wanted. */
export const gruPlan: OperationPlan<"gru"> = (group, plan) => {
  const { op, input, id } = group.lead;
  const [channels, gatesWidth] = op.recurrent.shape;
  const rows = plan.rows(group.lead);
  const lastOnly = followerOf(group, "lastPosition") !== null;
  const projected = plan.value(input);
  const recurrent = plan.parameter(op.recurrent);
  const gates = plan.temporary("gates", 4 * rows * channels);
  const previous = plan.temporary("previous", rows * channels);
  const carried = plan.decoding?.memory(id, plan.batch * channels) ?? null;
  const states = lastOnly ? null : plan.temporary("states", rows * channels);
  const final = carried ?? (lastOnly ? plan.temporary("state", plan.batch * channels) : null);
  const shape = { batch: plan.batch, positions: plan.positions, channels };
  plan.emit({
    kind: "gru",
    projected,
    recurrent,
    bias: plan.parameter(op.bias),
    y: states,
    gates: plan.training ? gates : null,
    previous: plan.training ? previous : null,
    initial: carried,
    final,
    ...shape,
  });
  const output = states ?? final;
  if (output === null) throw new Error("gruPlan: expected an output, got none");
  return {
    output,
    backward(dY, gradients) {
      const dRecurrent = plan.temporary("dRecurrent", projected.words);
      const dProjected = plan.temporary("dProjected", projected.words);
      plan.emit({ kind: "gruBackward", dY, gates, previous, recurrent, dProjected, dRecurrent, ...shape, lastOnly });
      gradients.parameterSum(op.recurrent, (target) => {
        planWeightGradient(plan, { x: previous, dY: dRecurrent, rows }, target);
      });
      gradients.parameter(op.bias, (dBias) => {
        planColumnSums(plan, dProjected, partOf(dBias, "input", 0, gatesWidth), gatesWidth);
        planColumnSums(plan, dRecurrent, partOf(dBias, "recurrent", gatesWidth, gatesWidth), gatesWidth);
      });
      gradients.share(input, dProjected);
    },
  };
};
