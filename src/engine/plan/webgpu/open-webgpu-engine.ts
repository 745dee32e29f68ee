// Opens the plan engine on a graphics card, on a GPUDevice of its own with all that the adapter has.
import type { DeviceReport } from "@/domain/training/device-report";
import type { DeviceFailureListener } from "../../device-failure";
import type { Engine } from "../../engine";
import { createPlanEngine } from "../plan-engine";
import { openProcessorDecoder } from "../wasm/open-wasm-engine";
import { countWebGpuBytes } from "./count-bytes";
import { PipelineCache } from "./pipelines";
import { measureTraits } from "./traits";
import { webGpuTuning } from "./tuning";
import { WebGpuDevice } from "./webgpu-device";

/** What is to be opened, and who hears of a device lost later on. */
export interface WebGpuWish extends Pick<DeviceReport, "adapter" | "reason"> {
  readonly onDeviceFailure: DeviceFailureListener;
}

/** Opens the engine, or null where no card can be had. */
export async function openWebGpuEngine({ adapter, reason, onDeviceFailure }: WebGpuWish): Promise<Engine | null> {
  const gpu = await requestGpu().catch(() => null);
  const traits = gpu && (await measureTraits(gpu).catch(() => null));
  if (gpu === null || traits === null) return null;
  listen(gpu, onDeviceFailure);
  const pipelines = new PipelineCache(gpu);
  const engine = createPlanEngine({
    report: { id: "plan-webgpu", adapter, threads: 1, reason },
    tuning: webGpuTuning,
    openDevice: async () => new WebGpuDevice(gpu, pipelines, traits),
    // One new token at a time is less work for the processor than a round trip to the card.
    openDecoder: openProcessorDecoder,
    memoryLimit: Math.min(gpu.limits.maxBufferSize, gpu.limits.maxStorageBufferBindingSize),
    countBytes: (memory, programs) => {
      const { arena, constants } = countWebGpuBytes(memory, programs, traits);
      return arena + constants;
    },
  });
  return {
    ...engine,
    dispose() {
      engine.dispose();
      gpu.destroy();
    },
  };
}

/** Requests a device with room for tensors as large as the adapter takes; null without an adapter. */
async function requestGpu(): Promise<GPUDevice | null> {
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) return null;
  const { maxBufferSize, maxStorageBufferBindingSize } = adapter.limits;
  return adapter.requestDevice({ requiredLimits: { maxBufferSize, maxStorageBufferBindingSize } });
}

function listen(gpu: GPUDevice, onDeviceFailure: DeviceFailureListener): void {
  // An invalid command silently gives zeros, and a lost device rejects only reads.
  gpu.addEventListener("uncapturederror", (event) => onDeviceFailure(event.error.message));
  void gpu.lost.then((loss) => {
    if (loss.reason !== "destroyed") onDeviceFailure(loss.message);
  });
}
