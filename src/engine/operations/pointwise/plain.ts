// Activation and dropout in one pass, as a plain loop.
import type { PlainKernel } from "../../plan/plain/kernel";
import { activated, dropoutFactor, slopeOf } from "../../plan/plain/math";

/** Transforms each element by itself. */
export const plainPointwise: PlainKernel<"pointwise"> =
  ({ x, y, slopes, count, activation, dropoutRate, dropoutKey }) =>
  () => {
    for (let i = 0; i < count; i++) {
      const [value, factor] = [x[i], dropoutFactor(dropoutKey, dropoutRate, i)];
      y[i] = activated(activation, value) * factor;
      if (slopes !== null) slopes[i] = slopeOf(activation, value) * factor;
    }
  };
