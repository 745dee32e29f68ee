// Residual connection.
import * as tf from "@tensorflow/tfjs";
import type { OperationReference } from "../../reference/operation-reference";

/** Adds an earlier node's output of the same shape: (…) -> the same shape. */
export const addReference: OperationReference<"add"> = (op, input, context) => tf.add(input, context.output(op.with));
