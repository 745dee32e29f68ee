// Layer normalization with gain and bias (Ba, Kiros and Hinton, 2016).
import * as tf from "@tensorflow/tfjs";
import type { OperationReference } from "../../reference/operation-reference";

/** Normalizes the last axis by its mean and biased variance: (…,C) -> (…,C). */
export const layerNormReference: OperationReference<"layerNorm"> = (op, input, context) => {
  const centered = tf.sub(input, tf.mean(input, -1, true)); // (…, C)
  const variance = tf.mean(tf.square(centered), -1, true); // (…, 1)
  const normalized = tf.div(centered, tf.sqrt(tf.add(variance, op.epsilon)));
  return tf.add(tf.mul(normalized, context.parameter(op.gain)), context.parameter(op.bias));
};
