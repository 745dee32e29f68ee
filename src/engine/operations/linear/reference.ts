// Linear map of the last axis.
import * as tf from "@tensorflow/tfjs";
import { matMul } from "../../reference/mat-mul";
import type { OperationReference } from "../../reference/operation-reference";

/** Multiplies and adds: (…,I), weight (I,O), bias (O) or none -> (…,O). */
export const linearReference: OperationReference<"linear"> = (op, input, context) => {
  const [inputSize, outputSize] = op.weight.shape as [number, number];
  const rows = tf.reshape(input, [-1, inputSize]) as tf.Tensor2D; // (N, I)
  const product = matMul(rows, context.parameter(op.weight) as tf.Tensor2D); // (N, O)
  const sum = op.bias === null ? product : tf.add(product, context.parameter(op.bias));
  return tf.reshape(sum, [...input.shape.slice(0, -1), outputSize]);
};
