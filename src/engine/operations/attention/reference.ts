// Multi-head dot-product attention (Vaswani et al., 2017).
import * as tf from "@tensorflow/tfjs";
import type { OperationReference } from "../../reference/operation-reference";

// Finite, since WGSL may assume that infinities do not occur.
const MASKED_SCORE = -1e9;

/** Builds the scores' offset (T,T): 0 for keys up to the query, very low for later ones. */
function causalMask(length: number): tf.Tensor {
  const mask = new Float32Array(length * length);
  for (let query = 0; query < length; query++) {
    mask.fill(MASKED_SCORE, query * length + query + 1, (query + 1) * length);
  }
  return tf.tensor(mask, [length, length]);
}

/** Lets positions read one another: queries, keys and values side by side (B,T,3C) -> (B,T,C). */
export const attentionReference: OperationReference<"attention"> = (op, input) => {
  const [batch, length, width] = input.shape as [number, number, number];
  const channels = width / 3;
  const headSize = channels / op.heads;
  const [queries, keys, values] = tf.split(input, 3, 2).map(
    (part) => tf.transpose(tf.reshape(part, [batch, length, op.heads, headSize]), [0, 2, 1, 3]), // (B, H, T, D)
  ) as [tf.Tensor, tf.Tensor, tf.Tensor];
  const scores = tf.mul(tf.matMul(queries, keys, false, true), 1 / Math.sqrt(headSize)); // (B, H, T, T)
  const weights = tf.softmax(op.causal ? tf.add(scores, causalMask(length)) : scores);
  const mixed = tf.matMul(weights, values); // (B, H, T, D)
  return tf.reshape(tf.transpose(mixed, [0, 2, 1, 3]), [batch, length, channels]);
};
