// Matrix product whose gradients transpose their operands explicitly. tfjs's own gradients ask the
// kernel to transpose, and its wasm backend answers with a scalar loop, about ten times slower.
import * as tf from "@tensorflow/tfjs";

/** Multiplies left (N,K) by right (K,M) -> (N,M). */
export function matMul(left: tf.Tensor2D, right: tf.Tensor2D): tf.Tensor2D {
  const product = tf.customGrad((a, b, save) => {
    const [x, y] = [a as tf.Tensor2D, b as tf.Tensor2D];
    (save as tf.GradSaveFunc)([x, y]);
    return {
      value: tf.matMul(x, y),
      gradFunc: (gradient, saved) => {
        const [savedLeft, savedRight] = saved as [tf.Tensor2D, tf.Tensor2D];
        const dy = gradient as tf.Tensor2D;
        return [tf.matMul(dy, tf.transpose(savedRight)), tf.matMul(tf.transpose(savedLeft), dy)];
      },
    };
  });
  return product(left, right) as tf.Tensor2D;
}
