// y = a + b, as a plain loop.
import type { PlainKernel } from "../../plan/plain/kernel";

/** Adds element by element. */
export const plainAdd: PlainKernel<"add"> =
  ({ a, b, y, count }) =>
  () => {
    for (let i = 0; i < count; i++) y[i] = a[i] + b[i];
  };
