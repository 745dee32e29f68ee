// How many numbers are NaN or infinite, as a plain loop.
import type { PlainKernel } from "../../plan/plain/kernel";

/** Counts them. */
export const plainCountNonFinite: PlainKernel<"countNonFinite"> =
  ({ values, count, found }) =>
  () => {
    let sum = 0;
    for (let i = 0; i < count; i++) if (!Number.isFinite(values[i])) sum += 1;
    found[0] = sum;
  };
