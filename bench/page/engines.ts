// The engines that the benchmark can open by name. Another engine joins here and in peers.ts.
import type { Engine } from "@/engine/engine";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { WasmDevice } from "@/engine/plan/wasm/wasm-device";
import { loadBackend } from "@/engine/reference/load-backend";
import { createReferenceEngine } from "@/engine/reference/reference-engine";

/** Opens an engine on so many threads. */
export type EngineFactory = (threads: number) => Promise<Engine>;

const engineFactories = {
  "plan-wasm": openPlan,
  "reference-wasm": openReference,
} satisfies Record<string, EngineFactory>;

/** Names of the engines that there are. */
export type EngineName = keyof typeof engineFactories;

/** Opens an engine; throws when it does not run here. */
export function openEngine(name: EngineName, threads: number): Promise<Engine> {
  const factory: EngineFactory = engineFactories[name];
  return factory(threads);
}

async function openPlan(threads: number): Promise<Engine> {
  const report = { id: "plan-wasm", adapter: null, threads, reason: "requested" } as const;
  const openDevice = async () => {
    const device = await WasmDevice.open(threads);
    // A pool that lost its helpers goes on alone, which would pass for a measurement of more threads.
    if (device.threads !== threads) throw new Error(`openPlan: expected ${threads} threads, got ${device.threads}`);
    return device;
  };
  return createPlanEngine(wasmTarget(report, openDevice));
}

async function openReference(): Promise<Engine> {
  const loaded = await loadBackend("wasm", (detail) => {
    throw new Error(`openReference: expected a working device, got ${detail}`);
  });
  if (!loaded) throw new Error("openReference: expected tfjs's wasm backend, got none");
  return createReferenceEngine({ id: "reference-wasm", adapter: null, threads: 1, reason: "requested" });
}
