// y = a * b, or y + a * b
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

/** Multiplies element by element, in place where y is a or b. */
export const multiplyKernel: WebGpuKernel<"multiply"> = {
  plan: ({ count, accumulate }, wgsl) => {
    const { a, b, y } = wgsl;
    const product = `${a}[i] * ${b}[i]`;
    return {
      dispatches: [forEachElement(count, wgsl.count, `${y}[i] = ${accumulate ? `${y}[i] + ${product}` : product};`)],
    };
  },
};
