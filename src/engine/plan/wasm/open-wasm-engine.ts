// Opens the plan engine on WASM with as many threads as this machine and page allow.
import { countParameters } from "@/domain/graph/cost";
import type { DeviceReason, DeviceReport } from "@/domain/training/device-report";
import type { DecoderRequest, Engine, OpenDecoder } from "../../engine";
import { PlainDevice } from "../plain/plain-device";
import { openPlanDecoder } from "../plan-decoder";
import { createPlanEngine, type PlanTarget } from "../plan-engine";
import { chooseBuild, fetchKernels, hasSharedMemory, hasSimd } from "./kernel-module";
import { countWasmBytes } from "./layout";
import { ARENA_LIMIT } from "./memory";
import { SpareMemory } from "./spare-memory";
import { wasmTuning } from "./tuning";
import { WasmDevice, type WasmSurroundings } from "./wasm-device";

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
    return createPlanEngine(wasmTarget(report, () => WasmDevice.open(threads)));
  } catch {
    return null;
  }
}

/** Describes devices of the report's threads as a target of the plan engine. */
export function wasmTarget(report: DeviceReport, openDevice: () => Promise<WasmDevice>): PlanTarget {
  const countMemory: PlanTarget["countMemory"] = (memory, programs) => {
    return { bytes: countWasmBytes(memory, programs, report.threads), limit: ARENA_LIMIT };
  };
  return {
    report,
    tuning: wasmTuning,
    openDevice,
    openDecoder: openProcessorDecoder,
    countMemory,
  };
}

const spare = new SpareMemory();

/**
 * Opens a decoder with memory of its own, on one thread, since one token is too little work to share; by plain loops
 * where SIMD is missing.
 */
export async function openProcessorDecoder(
  request: DecoderRequest,
  surroundings?: WasmSurroundings,
): Promise<OpenDecoder> {
  if (!hasSimd()) return openPlanDecoder(new PlainDevice(), request);
  const weights = Float32Array.BYTES_PER_ELEMENT * countParameters(request.graph);
  const device = await WasmDevice.open(1, surroundings, spare.take(weights));
  const decoder = await openPlanDecoder(device, request);
  let isOpen = true;
  const dispose = () => {
    decoder.dispose();
    if (isOpen) spare.leave(device.memory);
    isOpen = false;
  };
  return { ...decoder, dispose };
}

/** Tries the threads out: helpers that do not start leave a device with one thread. */
async function availableThreads(): Promise<number> {
  const wanted = hasSharedMemory() ? Math.min(navigator.hardwareConcurrency || 1, MOST_THREADS) : 1;
  const device = await WasmDevice.open(wanted);
  // Decoders run on private memory; an engine that opened must not fail for want of them at the first sample.
  await fetchKernels(chooseBuild(false));
  device.dispose();
  return device.threads;
}
