// Activation functions, element by element.
import * as tf from "@tensorflow/tfjs";
import type { ActivationName } from "@/domain/graph/model-graph";
import type { OperationReference } from "../../reference/operation-reference";

/** The exact form by the error function, PyTorch's default: x/2 * (1 + erf(x / sqrt(2))). */
function gelu(input: tf.Tensor): tf.Tensor {
  return tf.mul(tf.mul(input, 0.5), tf.add(tf.erf(tf.mul(input, Math.SQRT1_2)), 1));
}

/** GPT-2's form, PyTorch's `approximate="tanh"`: x/2 * (1 + tanh(sqrt(2/pi) * (x + 0.044715 * x^3))). */
function geluTanh(input: tf.Tensor): tf.Tensor {
  const inner = tf.mul(input, tf.add(tf.mul(tf.square(input), 0.044715), 1));
  return tf.mul(tf.mul(input, 0.5), tf.add(tf.tanh(tf.mul(inner, Math.sqrt(2 / Math.PI))), 1));
}

const activations = {
  gelu,
  geluTanh,
  relu: (input) => tf.relu(input),
  tanh: (input) => tf.tanh(input),
} satisfies Record<ActivationName, (input: tf.Tensor) => tf.Tensor>;

/** Applies the named function: (…) -> the same shape. */
export const activationReference: OperationReference<"activation"> = (op, input) => activations[op.fn](input);
