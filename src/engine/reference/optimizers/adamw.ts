// Adam with decoupled weight decay (Loshchilov and Hutter, 2019).
// https://docs.pytorch.org/docs/stable/generated/torch.optim.AdamW.html
import * as tf from "@tensorflow/tfjs";
import { adamUpdate } from "./adam";
import type { OptimizerRule } from "./optimizer-rule";

/** w *= 1 - rate*weightDecay, then Adam's step. */
export const adamw: OptimizerRule<"adamw"> = {
  update(input) {
    const decayed = tf.mul(input.parameter, 1 - input.learningRate * input.settings.weightDecay);
    return adamUpdate({ ...input, parameter: decayed });
  },
};
