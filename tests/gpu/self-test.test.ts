// The self-test passes a sound device, and finds a kernel that computes something else.
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { KernelKind } from "@/engine/plan/contract/kernel-call";
import type { Work } from "@/engine/plan/webgpu/kernel";
import { webGpuKernels } from "@/engine/plan/webgpu/kernels";
import { PipelineCache } from "@/engine/plan/webgpu/pipelines";
import { findKernelFault } from "@/engine/plan/webgpu/self-test";
import { WebGpuDevice } from "@/engine/plan/webgpu/webgpu-device";
import { installWebGpu, openGpu, removeWebGpu } from "./dawn";

let shared: Promise<{ readonly gpu: GPUDevice; readonly pipelines: PipelineCache }> | undefined;

beforeAll(installWebGpu);
afterAll(async () => {
  (await shared)?.gpu.destroy();
  removeWebGpu();
});

/** Tests a device; all tests share its pipelines, which take seconds to compile in software. */
async function findFault() {
  shared ??= openGpu().then((gpu) => ({ gpu, pipelines: new PipelineCache(gpu) }));
  const { gpu, pipelines } = await shared;
  return findKernelFault(() => new WebGpuDevice(gpu, pipelines, { cheapWorkgroupMemory: false, mostOperations: 4e9 }));
}

/** Has a kernel's code read otherwise while something is done. */
function changing(kind: KernelKind, change: (code: string) => string) {
  const kernel = webGpuKernels[kind] as { plan: (...given: never[]) => Work<KernelKind> };
  const plan = kernel.plan.bind(kernel);
  return vi.spyOn(kernel, "plan").mockImplementation((...given) => {
    const work = plan(...given);
    return { ...work, dispatches: work.dispatches.map((dispatch) => ({ ...dispatch, code: change(dispatch.code) })) };
  });
}

describe("the self-test of a device", () => {
  it("finds nothing where every kernel computes what it should", async () => {
    expect(await findFault()).toBeNull();
  });

  it.each([
    ["multiply", (code: string) => code.replace(/\] \* (\w+)\[/, "] + $1[")],
    ["windows", (code: string) => code.replaceAll("-1", "-2")],
  ] as const)("names %s where that errs", async (kind, change) => {
    const spy = changing(kind, change);
    const fault = await findFault();
    spy.mockRestore();
    expect(fault).toMatchObject({ kernel: kind });
    expect(fault?.error).toBeGreaterThan(0.01);
  });
});
