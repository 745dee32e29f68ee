// target = value
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

/** Sets every element to one value. */
export const fillKernel: WebGpuKernel<"fill"> = {
  plan: (call, { target, count, value }) => ({
    dispatches: [forEachElement(call.count, count, `${target}[i] = ${value};`)],
  }),
};
