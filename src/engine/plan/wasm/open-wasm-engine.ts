// Opens the plan engine on WASM with as many threads as this machine and page allow.
import type { DeviceReason } from "@/domain/training/device-report";
import type { Engine } from "../../engine";
import { createPlanEngine } from "../plan-engine";
import { hasSharedMemory, hasSimd } from "./kernel-module";
import { openWasmDecoder } from "./wasm-decoder";
import { WasmDevice } from "./wasm-device";

/** Beyond this the barriers between kernels cost more than a further thread gives at our sizes. */
const MOST_THREADS = 8;

/** Opens the engine, or null where SIMD is missing or the kernels cannot be loaded. */
export async function openWasmEngine(reason: DeviceReason): Promise<Engine | null> {
  if (!hasSimd()) {
    return null;
  }
  try {
    const threads = await availableThreads();
    const report = { id: "plan-wasm", adapter: null, threads, reason } as const;
    return createPlanEngine(report, () => WasmDevice.open(threads), openWasmDecoder);
  } catch {
    return null;
  }
}

/** Tries the threads out: helpers that do not start leave a device with one thread. */
async function availableThreads(): Promise<number> {
  const wanted = hasSharedMemory() ? Math.min(navigator.hardwareConcurrency || 1, MOST_THREADS) : 1;
  const device = await WasmDevice.open(wanted);
  device.dispose();
  return device.threads;
}
