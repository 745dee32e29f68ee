// Matrix products of our own kernels: one command on the WASM device of the plan engine.

import { matmulCall } from "@/engine/operations/matmul/plan";
import { createBuffer } from "@/engine/plan/contract/device-buffer";
import { planMemory } from "@/engine/plan/memory-plan";
import { WasmDevice } from "@/engine/plan/wasm/wasm-device";
import type { PeerSession, Task } from "../peer";
import { randomNumbers } from "./random-matrix";

/** Opens products of one size on so many threads. */
export async function openPlanProducts(
  { kind: _, ...product }: Extract<Task, { kind: "product" }>,
  threads: number,
): Promise<PeerSession> {
  const { m, k, n } = product;
  const device = await WasmDevice.open(threads);
  const [a, b, c] = [createBuffer("a", m * k), createBuffer("b", k * n), createBuffer("c", m * n)] as const;
  const records = { buffer: createBuffer("records", 1), stride: 1, capacity: 1 };
  const calls = [matmulCall({ a, b, c, ...product })];
  device.allocate(planMemory([a, b, c, records.buffer], []), [{ calls, records }]);
  device.upload(a, randomNumbers(m * k, 0));
  device.upload(b, randomNumbers(k * n, 1));
  const program = device.compile(calls, records);
  return {
    async run(count) {
      const begun = performance.now();
      for (let round = 0; round < count; round++) device.runNow(program);
      return { milliseconds: performance.now() - begun, losses: [] };
    },
    async close() {
      device.dispose();
    },
  };
}
