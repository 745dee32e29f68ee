// The recurrence of a GRU layer (Keras' reset_after cell) over all positions, forward and backward: whole sequences
// in workgroup memory, or a dispatch for each position.
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";
import type { DeviceTraits } from "../../plan/webgpu/traits";
import { MOST_SEQUENCE_CHANNELS, runSequence, runSequenceBackward } from "./webgpu-sequence";
import { runSteps, runStepsBackward } from "./webgpu-steps";

/** y (B,T,C), gates (B,T,4C) and previous (B,T,C) from projected (B,T,3C) */
export const gruKernel: WebGpuKernel<"gru"> = {
  plan: (call, wgsl, traits) => ({
    dispatches: (suitsSequence(call, traits) ? runSequence : runSteps)(call, wgsl, traits),
    scratchWords: 2 * call.batch * call.channels,
  }),
};

/** dProjected and dRecurrent (B,T,3C), from the last position to the first */
export const gruBackwardKernel: WebGpuKernel<"gruBackward"> = {
  plan: (call, wgsl, traits) => {
    const weights = 3 * call.channels ** 2;
    const { recurrent, scratch, channels } = wgsl;
    // Neighbouring invocations have neighbouring channels, and so should read neighbouring weights.
    const transposed = `${scratch}[i] = ${recurrent}[i % ${channels} * 3u * ${channels} + i / ${channels}];`;
    const run = suitsSequence(call, traits) ? runSequenceBackward : runStepsBackward;
    return {
      dispatches: [forEachElement(weights, `3u * ${channels} * ${channels}`, transposed), ...run(call, wgsl, traits)],
      scratchWords: weights + call.batch * call.channels,
    };
  },
};

function suitsSequence({ channels }: { readonly channels: number }, { cheapWorkgroupMemory }: DeviceTraits): boolean {
  return cheapWorkgroupMemory && channels <= MOST_SEQUENCE_CHANNELS;
}
