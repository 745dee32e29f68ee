// Clipping by the global norm (Pascanu, Mikolov and Bengio, 2013).
import * as tf from "@tensorflow/tfjs";

/** Gradients after clipping, and the norm before. */
export interface ClippedGradients {
  readonly norm: tf.Scalar;
  readonly gradients: readonly tf.Tensor[];
}

/** Scales all gradients so that their joint L2 norm is at most `limit`; null for no limit. Call inside a tidy. */
export function clipGradients(gradients: readonly tf.Tensor[], limit: number | null): ClippedGradients {
  const squares = gradients.map((gradient) => tf.sum(tf.square(gradient)));
  const norm: tf.Scalar = tf.sqrt(tf.sum(tf.stack(squares)));
  if (limit === null) {
    return { norm, gradients };
  }
  const scale = tf.div(limit, tf.maximum(norm, limit));
  return { norm, gradients: gradients.map((gradient) => tf.mul(gradient, scale)) };
}
