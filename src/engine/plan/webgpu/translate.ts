// From kernel calls over handles to dispatches over places in memory. Pure: needs no device, so that what
// a step consists of can be counted without one.
import type { DeviceBuffer } from "../device-buffer";
import type { KernelCall, KernelKind } from "../kernel-call";
import { type MemoryPlan, offsetIn } from "../memory-plan";
import { type Declarations, declareArguments } from "./declarations";
import type { Dispatch, WebGpuKernel, WgslArguments } from "./kernel";
import { webGpuKernels } from "./kernels";

/** A call's bindings and what runs on them; the dispatches' code is complete. */
export interface TranslatedCall extends Pick<Declarations, "places" | "words" | "usesRecord"> {
  readonly dispatches: readonly Dispatch[];
}

/** Translates calls whose buffers lie where `memory` says. */
export function translateCalls(calls: readonly KernelCall[], memory: MemoryPlan): readonly TranslatedCall[] {
  const placeOf = (buffer: DeviceBuffer) => ({ offset: offsetIn(memory, buffer), words: buffer.words });
  return calls.map((call) => {
    const kernel = webGpuKernels[call.kind] as unknown as WebGpuKernel<KernelKind> | undefined;
    if (kernel === undefined) throw new Error(`translateCalls: expected a kernel that WebGPU has, got ${call.kind}`);
    const { code, names, ...bindings } = declareArguments(call, kernel.elements ?? {}, placeOf);
    const dispatches = kernel
      .dispatches(call, names as unknown as WgslArguments<KernelKind>)
      .map((dispatch) => ({ ...dispatch, code: `${code}\n${dispatch.code}` }));
    return { ...bindings, dispatches };
  });
}
