// Opens the plan engine on a graphics card, on a GPUDevice of its own with all that the adapter has.
import type { DeviceFinding, DeviceReport } from "@/domain/training/device-report";
import type { DeviceFailureListener } from "../../device-failure";
import type { Engine, SessionRequest } from "../../engine";
import type { EngineHost } from "../../engine-host";
import { compileSession } from "../compile-session";
import { createPlanEngine } from "../plan-engine";
import { openProcessorDecoder } from "../wasm/open-wasm-engine";
import { cardBudget, countWebGpuBytes, needOf } from "./count-bytes";
import { FormChoices } from "./form-choices";
import { PipelineCache } from "./pipelines";
import { findKernelFault } from "./self-test";
import { measureTraits } from "./traits";
import { webGpuTuning } from "./tuning";
import { WebGpuDevice } from "./webgpu-device";

/** What is to be opened. */
export interface WebGpuWish extends Pick<DeviceReport, "adapter" | "reason"> {
  /**
   * Whether there is a card, or else software in its place. On a card kernels are tested first, since drivers err, and
   * the forms of products and recurrences are tried; adapters in software are what others are tested by, and keep to the rule.
   */
  readonly isHardware: boolean;
  /** Names adapter and browser version, for what is remembered of them. */
  readonly machine: string;
}

/** An engine, or why there is none: no card can be had, or a kernel of it is faulty. */
export type CardOpening =
  | { readonly kind: "open"; readonly engine: Engine }
  | { readonly kind: "fault"; readonly fault: Extract<DeviceFinding, { readonly kind: "fault" }> }
  | { readonly kind: "none" };

/** Opens the engine. */
export async function openWebGpuEngine(
  { adapter, reason, isHardware, machine }: WebGpuWish,
  { onDeviceFailure, onCompiling, measurements }: EngineHost,
): Promise<CardOpening> {
  const gpu = await requestGpu().catch(() => null);
  const traits = gpu && (await measureTraits(gpu).catch(() => null));
  if (gpu === null || traits === null) return { kind: "none" };
  listen(gpu, onDeviceFailure);
  const pipelines = new PipelineCache(gpu, onCompiling);
  const choices = isHardware ? new FormChoices(measurements, machine) : null;
  const traitsNow = () => (choices === null ? traits : { ...traits, formOf: choices.formOf });
  const openDevice = () => new WebGpuDevice(gpu, pipelines, traitsNow());
  // What is tested are the forms by the rule, which others are compared with when they are tried.
  const openByRule = () => new WebGpuDevice(gpu, pipelines, traits);
  const fault = isHardware ? await findKernelFault(openByRule) : null;
  if (fault !== null) {
    gpu.destroy();
    const { kernel, error } = fault;
    return { kind: "fault", fault: { kind: "fault", kernel, error: Number.isFinite(error) ? error : null } };
  }
  const tuning = webGpuTuning(traits);
  const { maxBufferSize, maxStorageBufferBindingSize } = gpu.limits;
  const { deviceMemory } = navigator as { readonly deviceMemory?: number };
  const limits = { maxBufferSize, maxStorageBufferBindingSize, budget: cardBudget(deviceMemory) };
  const engine = createPlanEngine({
    report: { id: "plan-webgpu", adapter, threads: 1, reason },
    tuning,
    openDevice: async () => openDevice(),
    // One new token at a time is less work for the processor than a round trip to the card.
    openDecoder: openProcessorDecoder,
    countMemory: (memory, programs) => needOf(countWebGpuBytes(memory, programs, traitsNow()), limits),
  });
  const open = async (request: SessionRequest) => {
    await choices?.measure(compileSession(request, tuning).programs, { gpu, pipelines, traits });
    return engine.open(request);
  };
  const dispose = () => {
    engine.dispose();
    gpu.destroy();
  };
  return { kind: "open", engine: { ...engine, open, dispose } };
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
