// y = x * factor, as a plain loop.
import type { PlainKernel } from "../../plan/plain/kernel";

/** Multiplies each element by one number. */
export const plainScale: PlainKernel<"scale"> =
  ({ x, y, count, factor, accumulate }) =>
  () => {
    for (let i = 0; i < count; i++) y[i] = x[i] * factor + (accumulate ? y[i] : 0);
  };
