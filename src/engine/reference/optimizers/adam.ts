// Adam (Kingma and Ba, 2015). https://docs.pytorch.org/docs/stable/generated/torch.optim.Adam.html
import * as tf from "@tensorflow/tfjs";
import type { OptimizerRule, UpdateInput, UpdateOutput } from "./optimizer-rule";

interface AdamSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** Steps along the corrected mean over the root of the corrected square; corrections are computed in doubles. */
export function adamUpdate(input: UpdateInput<AdamSettings>): UpdateOutput {
  const { parameter, gradient, learningRate, step } = input;
  const { beta1, beta2, epsilon } = input.settings;
  const [mean, square] = input.slots as [tf.Tensor, tf.Tensor];
  const nextMean = tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1));
  const nextSquare = tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const rootCorrection = Math.sqrt(1 - beta2 ** step);
  const divisor = tf.add(tf.div(tf.sqrt(nextSquare), rootCorrection), epsilon);
  const change = tf.div(tf.mul(nextMean, learningRate / (1 - beta1 ** step)), divisor);
  return { parameter: tf.sub(parameter, change), slots: [nextMean, nextSquare] };
}

/** Adam without weight decay. */
export const adam: OptimizerRule<"adam"> = { update: adamUpdate };
