// Layer normalization with activation and dropout in the same pass.
import { PARTIAL_CHUNKS } from "../../plan/kernel-call";
import type { OperationPlan } from "../../plan/operation-plan";
import { followerOf } from "../../plan/stage";
import { dropoutArguments } from "../dropout/arguments";

/** (…,C) -> (…,C) */
export const layerNormPlan: OperationPlan<"layerNorm"> = (stage, plan) => {
  const { op, input } = stage.lead;
  const [channels] = op.gain.shape;
  const rows = plan.rows(stage.lead);
  const x = plan.value(input);
  const gain = plan.parameter(op.gain);
  const bias = plan.parameter(op.bias);
  const statistics = plan.temporary("statistics", 2 * rows);
  const output = plan.temporary("layerNorm", x.words);
  const shape = { rows, channels, epsilon: op.epsilon };
  const tail = {
    activation: followerOf(stage, "activation")?.op.fn ?? null,
    ...dropoutArguments(plan, followerOf(stage, "dropout")),
  };
  const bent = plan.training && (tail.activation !== null || tail.dropoutRate > 0);
  const slopes = bent ? plan.temporary("slopes", x.words) : null;
  plan.emit({ kind: "layerNorm", x, gain, bias, y: output, statistics, slopes, ...shape, ...tail });
  return {
    output,
    backward(dY, gradients) {
      const { buffer: dX, accumulate } = gradients.target(input, x.words);
      const partials = plan.temporary("partials", PARTIAL_CHUNKS * 2 * channels);
      const dGain = gradients.parameter(op.gain);
      const dBias = gradients.parameter(op.bias);
      const tensors = { dY, slopes, x, gain, statistics, dX, dGain, dBias, partials };
      plan.emit({ kind: "layerNormBackward", ...tensors, rows, channels, accumulate });
    },
  };
};
