// y = x + table, the same for every sequence, and its gradient.
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

/** Adds positions, in place where y is x. */
export const addPositionsKernel: WebGpuKernel<"addPositions"> = {
  plan: ({ batch, positions, channels }, wgsl) => {
    const size = `(${wgsl.positions} * ${wgsl.channels})`;
    const body = `${wgsl.y}[i] = ${wgsl.x}[i] + ${wgsl.table}[i % ${size}];`;
    return { dispatches: [forEachElement(batch * positions * channels, `${wgsl.batch} * ${size}`, body)] };
  },
};

/** Sums over the batch, an invocation for each element of the table. */
export const addPositionsBackwardKernel: WebGpuKernel<"addPositionsBackward"> = {
  plan: ({ positions, channels }, wgsl) => {
    const size = `(${wgsl.positions} * ${wgsl.channels})`;
    const body = `
    var sum = 0.0;
    for (var row = 0u; row < ${wgsl.batch}; row++) { sum += ${wgsl.dY}[row * ${size} + i]; }
    ${wgsl.dTable}[i] = sum;`;
    return { dispatches: [forEachElement(positions * channels, size, body)] };
  },
};
