// The engine that trains in the page, in Node.
import type { Engine } from "@/engine/engine";
import { openPlanDecoder } from "@/engine/plan/plan-decoder";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { WasmDevice } from "@/engine/plan/wasm/wasm-device";
import { nodeSurroundings } from "./wasm-surroundings";

/** Opens the engine on so many threads; texts are written on one. */
export async function openNodeEngine(threads: number): Promise<Engine> {
  const surroundings = await nodeSurroundings();
  const report = { id: "plan-wasm", adapter: null, threads, reason: "requested" } as const;
  return createPlanEngine({
    ...wasmTarget(report, () => WasmDevice.open(threads, surroundings)),
    openDecoder: async (request) => openPlanDecoder(await WasmDevice.open(1, surroundings), request),
  });
}
