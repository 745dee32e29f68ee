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
  const shape = { rows, channels };
  const tail = {
    activation: followerOf(stage, "activation")?.op.fn ?? null,
    ...dropoutArguments(plan, followerOf(stage, "dropout")),
  };
  plan.emit({ kind: "layerNorm", x, gain, bias, y: output, statistics, ...shape, epsilon: op.epsilon, ...tail });
  return {
    output,
    backward(dY, gradients) {
      const { buffer: dX, accumulate } = gradients.target(input, x.words);
      const partials = plan.temporary("partials", PARTIAL_CHUNKS * 2 * channels);
      const dGain = gradients.parameter(op.gain);
      const dBias = gradients.parameter(op.bias);
      const tensors = { dY, x, gain, bias, statistics, dX, dGain, dBias, partials };
      plan.emit({ kind: "layerNormBackward", ...tensors, ...shape, ...tail, accumulate });
    },
  };
};
