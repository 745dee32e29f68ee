// The last position of each sequence, and its gradient.
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";

/** Picks the rows at the last position. */
export const lastPositionKernel: WebGpuKernel<"lastPosition"> = {
  plan: ({ batch, channels }, wgsl) => {
    const { x, y, positions } = wgsl;
    const body = `
    let row = i / ${wgsl.channels};
    ${y}[i] = ${x}[i + (row + 1u) * (${positions} - 1u) * ${wgsl.channels}];`;
    return { dispatches: [forEachElement(batch * channels, `${wgsl.batch} * ${wgsl.channels}`, body)] };
  },
};

/** Puts the gradient at the last position, and zeros before it. */
export const lastPositionBackwardKernel: WebGpuKernel<"lastPositionBackward"> = {
  plan: ({ batch, positions, channels }, wgsl) => {
    const { dY, dX } = wgsl;
    const body = `
    let row = i / ${wgsl.channels};
    let sequence = row / ${wgsl.positions};
    let isLast = row % ${wgsl.positions} == ${wgsl.positions} - 1u;
    ${dX}[i] = select(0.0, ${dY}[sequence * ${wgsl.channels} + i % ${wgsl.channels}], isLast);`;
    return {
      dispatches: [
        forEachElement(batch * positions * channels, `${wgsl.batch} * ${wgsl.positions} * ${wgsl.channels}`, body),
      ],
    };
  },
};
