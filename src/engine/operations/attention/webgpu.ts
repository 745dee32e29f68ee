// Scaled dot-product attention (Vaswani et al., 2017), causal or not, forward and backward. No more than one
// number is kept of each row of scores; the backward pass computes them again from it (Dao et al., 2022).
import type { CallOf } from "../../plan/contract/kernel-call";
import type { ElementType, WebGpuKernel } from "../../plan/webgpu/kernel";
import { attendAlone, attendAloneBackward } from "./webgpu-alone";
import { attendByTiles, attendByTilesBackward } from "./webgpu-tiled";
import { shapeOf } from "./webgpu-vectors";

/** y (B,T,C) from qkv (B,T,3C); logSums (B,H,T) */
export const attentionKernel: WebGpuKernel<"attention"> = {
  elements: (call) => ({ qkv: elementOf(call), y: elementOf(call) }),
  plan: (call, wgsl, traits) => ({
    dispatches: (traits.cheapWorkgroupMemory ? attendByTiles : attendAlone)(call, wgsl, traits),
  }),
};

/** dQkv (B,T,3C) */
export const attentionBackwardKernel: WebGpuKernel<"attentionBackward"> = {
  elements: (call) => {
    const element = elementOf(call);
    return { qkv: element, y: element, dY: element, dQkv: element };
  },
  plan: (call, wgsl, traits) => ({
    dispatches: (traits.cheapWorkgroupMemory ? attendByTilesBackward : attendAloneBackward)(call, wgsl, traits),
    scratchWords: call.batch * call.heads * call.positions,
  }),
};

function elementOf(call: CallOf<"attention" | "attentionBackward">): ElementType {
  return shapeOf(call).whole ? "vec4f" : "f32";
}
