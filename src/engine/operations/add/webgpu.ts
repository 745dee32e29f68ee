// y = a + b
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

/** Adds element by element, in place where y is a or b. */
export const addKernel: WebGpuKernel<"add"> = {
  plan: (call, { a, b, y, count }) => ({
    dispatches: [forEachElement(call.count, count, `${y}[i] = ${a}[i] + ${b}[i];`)],
  }),
};
