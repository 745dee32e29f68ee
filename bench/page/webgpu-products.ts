// Matrix products of our own kernels on WebGPU, by the form that the kernel's rule gives.
import { matmulCall } from "@/engine/operations/matmul/plan";
import { createBuffer } from "@/engine/plan/contract/device-buffer";
import { planMemory } from "@/engine/plan/memory-plan";
import { PipelineCache } from "@/engine/plan/webgpu/pipelines";
import { measureTraits } from "@/engine/plan/webgpu/traits";
import { WebGpuDevice } from "@/engine/plan/webgpu/webgpu-device";
import type { PeerSession, Task } from "../peer";
import { randomNumbers } from "./random-matrix";

/** Products of one run, so that asking for the results costs little beside them. */
const PRODUCTS = 4;

/** Opens products of one size. */
export async function openWebGpuProducts({ m, k, n }: Extract<Task, { kind: "product" }>): Promise<PeerSession> {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) throw new Error("openWebGpuProducts: expected an adapter, got none");
  const gpu = await adapter.requestDevice();
  const device = new WebGpuDevice(gpu, new PipelineCache(gpu), await measureTraits(gpu));
  const [a, b, c] = [createBuffer("a", m * k), createBuffer("b", k * n), createBuffer("c", m * n)] as const;
  const records = { buffer: createBuffer("records", 1), stride: 1, capacity: 1 };
  const calls = new Array(PRODUCTS).fill(matmulCall({ a, b, c, m, n, k }));
  await device.allocate(planMemory([a, b, c, records.buffer], [], [createBuffer("aside", 1)]), [{ calls, records }]);
  device.upload(a, randomNumbers(m * k, 0));
  device.upload(b, randomNumbers(k * n, 1));
  const program = device.compile(calls, records);
  return {
    async run(count) {
      const begun = performance.now();
      for (let round = 0; round < count; round++) await device.run(program, new Uint32Array(1));
      return { milliseconds: (performance.now() - begun) / PRODUCTS, losses: [] };
    },
    async close() {
      device.dispose();
      gpu.destroy();
    },
  };
}
