// Activation functions, element by element.
import * as tf from "@tensorflow/tfjs";
import type { ActivationName } from "@/domain/graph/model-graph";
import type { OperationReference } from "../../reference/operation-reference";

/** The exact form by the error function, PyTorch's default: x/2 * (1 + erf(x / sqrt(2))). */
function gelu(input: tf.Tensor): tf.Tensor {
  return tf.mul(tf.mul(input, 0.5), tf.add(tf.erf(tf.mul(input, Math.SQRT1_2)), 1));
}

const activations = {
  gelu,
  relu: (input) => tf.relu(input),
  tanh: (input) => tf.tanh(input),
} satisfies Record<ActivationName, (input: tf.Tensor) => tf.Tensor>;

/** Applies the named function: (…) -> the same shape. */
export const activationReference: OperationReference<"activation"> = (op, input) => activations[op.fn](input);
