// The recurrence of a GRU layer (Keras' reset_after cell) over all positions, forward and backward: whole sequences
// in workgroup memory, or a dispatch for each position, whichever takes less time on a card.
import { forEachElement } from "../../plan/webgpu/elementwise";
import type { WebGpuKernel } from "../../plan/webgpu/kernel";
import { gruFormOf, gruForms } from "./gru-forms";
import { runSequence, runSequenceBackward } from "./webgpu-sequence";
import { runSteps, runStepsBackward } from "./webgpu-steps";

/** y (B,T,C), gates (B,T,4C) and previous (B,T,C) from projected (B,T,3C) */
export const gruKernel: WebGpuKernel<"gru"> = {
  forms: { ...gruForms, outputs: ["y", "gates", "previous", "final"] },
  plan: (call, wgsl, traits) => ({
    dispatches: (gruFormOf(call, traits) === "sequence" ? runSequence : runSteps)(call, wgsl, traits),
    scratchWords: 2 * call.batch * call.channels,
  }),
};

/** dProjected and dRecurrent (B,T,3C), from the last position to the first */
export const gruBackwardKernel: WebGpuKernel<"gruBackward"> = {
  forms: { ...gruForms, outputs: ["dProjected", "dRecurrent"] },
  plan: (call, wgsl, traits) => {
    const weights = 3 * call.channels ** 2;
    const { recurrent, scratch, channels } = wgsl;
    // Neighbouring invocations have neighbouring channels, and so should read neighbouring weights.
    const transposed = `${scratch}[i] = ${recurrent}[i % ${channels} * 3u * ${channels} + i / ${channels}];`;
    const run = gruFormOf(call, traits) === "sequence" ? runSequenceBackward : runStepsBackward;
    return {
      dispatches: [forEachElement(weights, `3u * ${channels} * ${channels}`, transposed), ...run(call, wgsl, traits)],
      scratchWords: weights + call.batch * call.channels,
    };
  },
};
