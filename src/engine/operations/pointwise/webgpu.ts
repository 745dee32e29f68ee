// Activation and dropout of every element, with the slopes that the backward pass multiplies by.
import { declareActivation } from "../../plan/webgpu/activations";
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";
import { declareDropout } from "../dropout/webgpu";

/** y = dropout(activation(x)), in place where y is x. */
export const pointwiseKernel: WebGpuKernel<"pointwise"> = {
  plan: (call, wgsl) => {
    const { x, y, slopes } = wgsl;
    const body = `
    let factor = kept(i);
    let bent = bend(${x}[i]);
    ${y}[i] = bent.value * factor;
    ${slopes === null ? "" : `${slopes}[i] = bent.slope * factor;`}`;
    return {
      dispatches: [
        forEachElement(call.count, wgsl.count, body, declareActivation(call.activation, "f32") + declareDropout(wgsl)),
      ],
    };
  },
};
