// Gradient descent with momentum. https://docs.pytorch.org/docs/stable/generated/torch.optim.SGD.html
import * as tf from "@tensorflow/tfjs";
import type { OptimizerRule } from "./optimizer-rule";

/** v = momentum*v + g; w -= rate*v. */
export const sgd: OptimizerRule<"sgd"> = {
  update({ parameter, gradient, slots, settings, learningRate }) {
    const [velocity] = slots as [tf.Tensor];
    const nextVelocity = tf.add(tf.mul(velocity, settings.momentum), gradient);
    return { parameter: tf.sub(parameter, tf.mul(nextVelocity, learningRate)), slots: [nextVelocity] };
  },
};
