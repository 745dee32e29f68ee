// Sums over rows, as plain loops.
import type { PlainKernel } from "../../plan/plain/kernel";

/** Adds up each column. */
export const plainColumnSums: PlainKernel<"columnSums"> =
  ({ x, y, rows, columns, rowStride }) =>
  () => {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let row = 0; row < rows; row++) sum += x[row * rowStride + column];
      y[column] = sum;
    }
  };
