// Linear map of the last axis.
import * as tf from "@tensorflow/tfjs";
import { linearSides } from "@/domain/graph/shapes";
import { matMul } from "../../reference/mat-mul";
import type { OperationReference } from "../../reference/operation-reference";

/** Multiplies and adds: (…,I), weight (I,O) or stored as (O,I), bias (O) or none -> (…,O). */
export const linearReference: OperationReference<"linear"> = (op, input, context) => {
  const { inputs, outputs } = linearSides(op);
  const rows = tf.reshape(input, [-1, inputs]) as tf.Tensor2D; // (N, I)
  const stored = context.parameter(op.weight) as tf.Tensor2D;
  const product = matMul(rows, op.transposed ? tf.transpose(stored) : stored); // (N, O)
  const sum = op.bias === null ? product : tf.add(product, context.parameter(op.bias));
  return tf.reshape(sum, [...input.shape.slice(0, -1), outputs]);
};
