// The GRU kernels as plain loops.
import type { PlainKernel } from "../../plan/plain/kernel";
import { sigmoid } from "../../plan/plain/math";

/** Runs the cell over all positions of all rows. */
export const plainGru: PlainKernel<"gru"> = (args) => {
  const { projected, recurrent, bias, y, gates, previous, initial, final, batch, positions, channels } = args;
  const width = 3 * channels;
  for (let row = 0; row < batch; row++) {
    const state = new Float64Array(channels);
    if (initial !== null) state.set(initial.subarray(row * channels, (row + 1) * channels));
    for (let t = 0; t < positions; t++) {
      const at = row * positions + t;
      const before = state.slice();
      const product = Float64Array.from({ length: width }, (_, j) =>
        before.reduce((sum, value, c) => sum + value * recurrent[c * width + j], bias[width + j]),
      );
      for (let c = 0; c < channels; c++) {
        const input = (gate: number) => projected[at * width + gate * channels + c] + bias[gate * channels + c];
        const z = sigmoid(input(0) + product[c]);
        const r = sigmoid(input(1) + product[channels + c]);
        const inner = product[2 * channels + c];
        const candidate = Math.tanh(input(2) + r * inner);
        state[c] = z * before[c] + (1 - z) * candidate;
        for (const [gate, value] of [z, r, candidate, inner].entries()) {
          if (gates !== null) gates[(at * 4 + gate) * channels + c] = value;
        }
      }
      y?.set(state, at * channels);
      previous?.set(before, at * channels);
    }
    final?.set(state, row * channels);
  }
};

/** Runs the gradients from the last position to the first. */
export const plainGruBackward: PlainKernel<"gruBackward"> = (args) => {
  const { dY, gates, previous, recurrent, dProjected, dRecurrent, batch, positions, channels, lastOnly } = args;
  const width = 3 * channels;
  for (let row = 0; row < batch; row++) {
    let carry = new Float64Array(channels);
    for (let t = positions - 1; t >= 0; t--) {
      const at = row * positions + t;
      const given = lastOnly && t < positions - 1 ? null : dY.subarray((lastOnly ? row : at) * channels);
      const next = new Float64Array(channels);
      for (let c = 0; c < channels; c++) {
        const [z, r, candidate, inner] = [0, 1, 2, 3].map((gate) => gates[(at * 4 + gate) * channels + c]);
        const d = carry[c] + (given?.[c] ?? 0);
        const dZ = d * (previous[at * channels + c] - candidate) * z * (1 - z);
        const dCandidate = d * (1 - z) * (1 - candidate * candidate);
        const dR = dCandidate * inner * r * (1 - r);
        for (const [gate, value] of [dZ, dR, dCandidate].entries()) {
          dProjected[at * width + gate * channels + c] = value;
          dRecurrent[at * width + gate * channels + c] = gate === 2 ? value * r : value;
        }
        next[c] = d * z;
      }
      const slopes = dRecurrent.subarray(at * width, (at + 1) * width);
      carry = next.map((value, c) => slopes.reduce((sum, d, j) => sum + d * recurrent[c * width + j], value));
    }
  }
};
