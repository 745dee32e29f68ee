// A product with one number.
import * as tf from "@tensorflow/tfjs";
import type { OperationReference } from "../../reference/operation-reference";

/** Multiplies every element: (…) -> the same shape. */
export const scaleReference: OperationReference<"scale"> = (op, input) => tf.mul(input, op.factor);
