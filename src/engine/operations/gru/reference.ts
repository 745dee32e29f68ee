// Gated recurrent unit, Keras' reset_after cell with gates in the order z r h.
// https://keras.io/api/layers/recurrent_layers/gru/
import * as tf from "@tensorflow/tfjs";
import { matMul } from "../../reference/mat-mul";
import type { OperationReference } from "../../reference/operation-reference";

/** Runs the recurrence from a zero state: projected inputs (B,T,3C) -> states (B,T,C). */
export const gruReference: OperationReference<"gru"> = (op, input, context) => {
  const [batch] = input.shape as [number];
  const channels = op.recurrent.shape[0] as number;
  const recurrent = context.parameter(op.recurrent) as tf.Tensor2D;
  const [inputBias, recurrentBias] = tf.unstack(context.parameter(op.bias)) as [tf.Tensor, tf.Tensor];
  // Time comes first, since the wasm backend cuts other axes an element at a time.
  const timeMajor = tf.transpose(tf.add(input, inputBias), [1, 0, 2]); // (T, B, 3C)
  const [gateSteps, candidateSteps] = tf
    .split(timeMajor, [2 * channels, channels], 2)
    .map((part) => tf.unstack(part)) as [tf.Tensor[], tf.Tensor[]]; // T times (B, 2C) and (B, C)
  let state: tf.Tensor2D = tf.zeros([batch, channels]);
  const states = gateSteps.map((gateInput, step) => {
    const product = tf.add(matMul(state, recurrent), recurrentBias); // (B, 3C)
    const [gateProduct, candidateProduct] = tf.split(product, [2 * channels, channels], 1);
    const openings = tf.sigmoid(tf.add(gateInput, gateProduct as tf.Tensor)); // (B, 2C)
    const [update, reset] = tf.split(openings, 2, 1) as [tf.Tensor, tf.Tensor];
    const candidate = tf.tanh(tf.add(candidateSteps[step] as tf.Tensor, tf.mul(reset, candidateProduct as tf.Tensor)));
    // z*h + (1-z)*candidate with one product less.
    state = tf.add(candidate, tf.mul(update, tf.sub(state, candidate)));
    return state;
  });
  return tf.transpose(tf.stack(states), [1, 0, 2]); // (B, T, C)
};
