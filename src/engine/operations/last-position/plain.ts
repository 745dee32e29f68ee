// The last position of each sequence, and its gradient, as plain loops.
import type { PlainKernel } from "../../plan/plain/kernel";

/** Picks the rows at the last position. */
export const plainLastPosition: PlainKernel<"lastPosition"> =
  ({ x, y, batch, positions, channels }) =>
  () => {
    for (let row = 0; row < batch; row++) {
      const start = (row * positions + positions - 1) * channels;
      y.set(x.subarray(start, start + channels), row * channels);
    }
  };

/** Puts the gradient at the last position, and zeros before it. */
export const plainLastPositionBackward: PlainKernel<"lastPositionBackward"> =
  ({ dY, dX, batch, positions, channels }) =>
  () => {
    dX.fill(0);
    for (let row = 0; row < batch; row++) {
      dX.set(dY.subarray(row * channels, (row + 1) * channels), (row * positions + positions - 1) * channels);
    }
  };
