// The recurrent cell, one row after another: Keras' reset_after form, gates z r h.
// https://keras.io/api/layers/recurrent_layers/gru/
import { multiplyRow } from "./linear";
import type { RowBuffer, RowKernel } from "./row-kernel";

/** The trained part of a cell: recurrent (C,3C) and bias (2,3C). */
export interface GruWeights {
  readonly recurrent: Float32Array;
  readonly bias: Float32Array;
}

/** Turns projected inputs (T,3C) into states (T,C), starting from and leaving its end in `state` (C). */
export function gruKernel(input: RowBuffer, weights: GruWeights, state: Float32Array, output: RowBuffer): RowKernel {
  const channels = output.width;
  const gates = input.width;
  const inputBias = weights.bias.subarray(0, gates);
  const recurrentBias = weights.bias.subarray(gates);
  const recurrent = new Float32Array(gates);
  const reset = channels;
  const candidate = 2 * channels;
  return (from, to) => {
    for (let t = from; t < to; t++) {
      multiplyRow(state, weights.recurrent, recurrentBias, recurrent);
      const x = input.rows[t];
      for (let c = 0; c < channels; c++) {
        const z = sigmoid(x[c] + inputBias[c] + recurrent[c]);
        const r = sigmoid(x[reset + c] + inputBias[reset + c] + recurrent[reset + c]);
        const proposed = Math.tanh(x[candidate + c] + inputBias[candidate + c] + r * recurrent[candidate + c]);
        state[c] = z * state[c] + (1 - z) * proposed;
      }
      output.rows[t].set(state);
    }
  };
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
