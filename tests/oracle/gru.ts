// The oracle's GRU over one window: Keras' reset_after cell, gates z r h.
import { linear } from "./dense";
import type { Rows } from "./rows";

/** Projected inputs (T,3C), recurrent (C,3C), bias (2,3C) -> states (T,C), from a zero state. */
export function gru(input: Rows, recurrent: Float64Array, bias: Float64Array): Rows {
  const gates = bias.length / 2;
  const channels = gates / 3;
  const inputBias = bias.slice(0, gates);
  const recurrentBias = bias.slice(gates);
  const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
  const states: number[][] = [];
  let state: readonly number[] = new Array<number>(channels).fill(0);
  for (const row of input) {
    const x = row.map((value, c) => value + inputBias[c]);
    const [s] = linear([state], recurrent, recurrentBias, gates);
    const next = state.map((before, c) => {
      const z = sigmoid(x[c] + s[c]);
      const r = sigmoid(x[channels + c] + s[channels + c]);
      const candidate = Math.tanh(x[2 * channels + c] + r * s[2 * channels + c]);
      return z * before + (1 - z) * candidate;
    });
    states.push(next);
    state = next;
  }
  return states;
}
