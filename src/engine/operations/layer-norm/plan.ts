// Layer normalization with activation and dropout in the same pass.

import { followerOf } from "../../plan/contract/fusion-group";
import type { OperationPlan } from "../../plan/contract/operation-plan";
import { dropoutArguments } from "../dropout/arguments";

/** (…,C) -> (…,C) */
export const layerNormPlan: OperationPlan<"layerNorm"> = (group, plan) => {
  const { op, input } = group.lead;
  const [channels] = op.gain.shape;
  const rows = plan.rows(group.lead);
  const x = plan.value(input);
  const gain = plan.parameter(op.gain);
  const bias = plan.parameter(op.bias);
  const statistics = plan.temporary("statistics", 2 * rows);
  const output = plan.temporary("layerNorm", x.words);
  const shape = { rows, channels, epsilon: op.epsilon };
  const tail = {
    activation: followerOf(group, "activation")?.op.fn ?? null,
    ...dropoutArguments(plan, followerOf(group, "dropout")),
  };
  const bent = plan.training && (tail.activation !== null || tail.dropoutRate > 0);
  const slopes = bent ? plan.temporary("slopes", x.words) : null;
  plan.emit({ kind: "layerNorm", x, gain, bias, y: output, statistics, slopes, ...shape, ...tail });
  return {
    output,
    backward(dY, gradients) {
      const { buffer: dX, accumulate } = gradients.target(input, x.words);
      const partials = plan.temporary("partials", plan.tuning.partialChunks * 2 * channels);
      gradients.parameters([op.gain, op.bias], ([dGain, dBias]) => {
        const tensors = { dY, slopes, x, gain, statistics, dX, dGain, dBias, partials };
        plan.emit({ kind: "layerNormBackward", ...tensors, rows, channels, accumulate });
      });
    },
  };
};
