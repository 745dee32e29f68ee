// Choice of the last position.
import * as tf from "@tensorflow/tfjs";
import type { OperationReference } from "../../reference/operation-reference";

/** Keeps the last position only: (B,T,C) -> (B,C). */
export const lastPositionReference: OperationReference<"lastPosition"> = (_op, input) => {
  const [batch, length, channels] = input.shape as [number, number, number];
  return tf.reshape(tf.slice(input, [0, length - 1, 0], [batch, 1, channels]), [batch, channels]);
};
