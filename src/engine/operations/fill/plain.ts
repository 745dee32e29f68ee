// target = value, as a plain loop.
import type { PlainKernel } from "../../plan/plain/kernel";

/** Sets every element to one value. */
export const plainFill: PlainKernel<"fill"> =
  ({ target, count, value }) =>
  () =>
    void target.fill(value, 0, count);
