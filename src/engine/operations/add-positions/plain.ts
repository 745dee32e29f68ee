// The table of positions added to each sequence, and its gradient, as plain loops.
import type { PlainKernel } from "../../plan/plain/kernel";

/** Adds the row of each position. */
export const plainAddPositions: PlainKernel<"addPositions"> =
  ({ x, table, y, batch, positions, channels }) =>
  () => {
    const size = positions * channels;
    for (let i = 0; i < batch * size; i++) y[i] = x[i] + table[i % size];
  };

/** Adds up gradients by position. */
export const plainAddPositionsBackward: PlainKernel<"addPositionsBackward"> =
  ({ dY, dTable, batch, positions, channels }) =>
  () => {
    const sums = new Float64Array(positions * channels);
    for (let i = 0; i < batch * sums.length; i++) sums[i % sums.length] += dY[i];
    dTable.set(sums);
  };
