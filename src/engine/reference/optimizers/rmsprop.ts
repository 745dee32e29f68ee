// RMSProp (Hinton, 2012), in PyTorch's form or in Keras' with epsilon inside the root.
// https://docs.pytorch.org/docs/stable/generated/torch.optim.RMSprop.html https://keras.io/api/optimizers/rmsprop/
import * as tf from "@tensorflow/tfjs";
import type { OptimizerRule } from "./optimizer-rule";

/** s = decay*s + (1-decay)*g*g; w -= rate*g / (sqrt(s)+epsilon), or / sqrt(s+epsilon). */
export const rmsprop: OptimizerRule<"rmsprop"> = {
  update({ parameter, gradient, slots, settings, learningRate }) {
    const { decay, epsilon } = settings;
    const [square] = slots as [tf.Tensor];
    const nextSquare = tf.add(tf.mul(square, decay), tf.mul(tf.square(gradient), 1 - decay));
    const divisor = settings.epsilonInsideRoot
      ? tf.sqrt(tf.add(nextSquare, epsilon))
      : tf.add(tf.sqrt(nextSquare), epsilon);
    const change = tf.div(tf.mul(gradient, learningRate), divisor);
    return { parameter: tf.sub(parameter, change), slots: [nextSquare] };
  },
};
