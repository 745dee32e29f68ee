// Inverted dropout (Srivastava et al., 2014).
import * as tf from "@tensorflow/tfjs";
import type { OperationReference } from "../../reference/operation-reference";
import { dropoutMask } from "./mask";

/** Drops elements in training, passes its input through otherwise: (…) -> the same shape. */
export const dropoutReference: OperationReference<"dropout"> = (op, input, context) => {
  if (context.dropoutKey === null || op.rate === 0) {
    return input;
  }
  return tf.mul(input, tf.tensor(dropoutMask(context.dropoutKey, input.size, op.rate), input.shape));
};
