// y = a * b, as a plain loop.
import type { PlainKernel } from "../../plan/plain/kernel";

/** Multiplies element by element. */
export const plainMultiply: PlainKernel<"multiply"> =
  ({ a, b, y, count, accumulate }) =>
  () => {
    for (let i = 0; i < count; i++) y[i] = a[i] * b[i] + (accumulate ? y[i] : 0);
  };
