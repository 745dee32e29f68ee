// y = x * factor, or y + x * factor
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

/** Multiplies each element by one number, in place where y is x. */
export const scaleKernel: WebGpuKernel<"scale"> = {
  plan: ({ count, accumulate }, wgsl) => {
    const { x, y, factor } = wgsl;
    const product = `${x}[i] * ${factor}`;
    return {
      dispatches: [forEachElement(count, wgsl.count, `${y}[i] = ${accumulate ? `${y}[i] + ${product}` : product};`)],
    };
  },
};
