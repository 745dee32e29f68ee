// Flattening of positions and channels into one axis.
import * as tf from "@tensorflow/tfjs";
import type { OperationReference } from "../../reference/operation-reference";

/** Joins two axes: (B,T,C) -> (B,T*C). */
export const flattenReference: OperationReference<"flatten"> = (_op, input) => {
  const [batch, length, channels] = input.shape as [number, number, number];
  return tf.reshape(input, [batch, length * channels]);
};
