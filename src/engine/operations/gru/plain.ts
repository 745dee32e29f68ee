// The GRU kernels as plain loops.
import type { PlainArguments, PlainKernel } from "../../plan/plain/kernel";
import { sigmoid } from "../../plan/plain/math";
import { addProduct } from "../../plan/plain/product";

/** Runs the cell over all positions of all rows. */
export const plainGru: PlainKernel<"gru"> = (args) => {
  const { projected, recurrent, bias, y, gates, previous, initial, final, batch, positions, channels } = args;
  const width = 3 * channels;
  const state = new Float64Array(channels);
  const product = new Float64Array(width);
  const recurrentBias = bias.subarray(width);
  return () => {
    for (let row = 0; row < batch; row++) {
      if (initial === null) state.fill(0);
      else state.set(initial.subarray(row * channels, (row + 1) * channels));
      for (let t = 0; t < positions; t++) {
        const at = row * positions + t;
        previous?.set(state, at * channels);
        product.set(recurrentBias);
        addProduct(product, state, recurrent, width);
        for (let c = 0; c < channels; c++) {
          const [zAt, rAt, hAt] = [c, channels + c, 2 * channels + c];
          const z = sigmoid(projected[at * width + zAt] + bias[zAt] + product[zAt]);
          const r = sigmoid(projected[at * width + rAt] + bias[rAt] + product[rAt]);
          const candidate = Math.tanh(projected[at * width + hAt] + bias[hAt] + r * product[hAt]);
          state[c] = z * state[c] + (1 - z) * candidate;
          if (gates !== null) {
            for (const [gate, value] of [z, r, candidate, product[hAt]].entries()) {
              gates[(at * 4 + gate) * channels + c] = value;
            }
          }
        }
        y?.set(state, at * channels);
      }
      final?.set(state, row * channels);
    }
  };
};

/** Runs the gradients from the last position to the first. */
export const plainGruBackward: PlainKernel<"gruBackward"> = (args) => () => {
  const { gates, previous, recurrent, dProjected, dRecurrent, batch, positions, channels } = args;
  const width = 3 * channels;
  for (let row = 0; row < batch; row++) {
    let carry = new Float64Array(channels);
    for (let t = positions - 1; t >= 0; t--) {
      const at = row * positions + t;
      const given = gradientAt(args, row, t);
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

/** Gives the gradient of the states (C) at one position, null where it is zero. */
function gradientAt(
  { dY, positions, channels, lastOnly }: PlainArguments<"gruBackward">,
  row: number,
  t: number,
): Float32Array | null {
  if (!lastOnly) return dY.subarray((row * positions + t) * channels);
  return t === positions - 1 ? dY.subarray(row * channels) : null;
}
