// Expects of trials on a WebGPU device in Node what plain loops give.
import { expect } from "vitest";
import { PipelineCache } from "@/engine/plan/webgpu/pipelines";
import type { DeviceTraits } from "@/engine/plan/webgpu/traits";
import { WebGpuDevice } from "@/engine/plan/webgpu/webgpu-device";
import type { Trial } from "../engine/plan/support/trial";
import { openGpu } from "./dawn";
import { faultsOf, poisonMemory } from "./plain-comparison";

interface Shared {
  readonly gpu: GPUDevice;
  readonly pipelines: PipelineCache;
}

let shared: Promise<Shared> | undefined;
let poisoned: Promise<Shared> | undefined;

/** Opens a device without memory; all of one file share a GPUDevice, and fail when it reports anything. */
export async function openWebGpuDevice(traits: DeviceTraits): Promise<WebGpuDevice> {
  shared ??= openGpu().then((gpu) => ({ gpu, pipelines: new PipelineCache(gpu) }));
  const { gpu, pipelines } = await shared;
  return new WebGpuDevice(gpu, pipelines, traits);
}

const allTraits: readonly DeviceTraits[] = [
  { cheapWorkgroupMemory: true, mostOperations: 1e9 },
  { cheapWorkgroupMemory: false, mostOperations: 1e9 },
  // Whatever can be cut into several dispatches is.
  { cheapWorkgroupMemory: true, mostOperations: 1 },
];

/** Expects what `expectAsPlainOn` does of each form that the calls take on some device. */
export function expectAsPlain(trial: Trial, tolerance?: number): Promise<void> {
  return expectAsPlainOn(allTraits, trial, tolerance);
}

/**
 * Expects all outputs but "partials" as plain loops give them, to the bit where the tolerance is 0, and the
 * same bits from a second run, on devices that are so.
 */
export async function expectAsPlainOn(
  devices: readonly DeviceTraits[],
  trial: Trial,
  tolerance?: number,
): Promise<void> {
  expect(await faultsOf(openPoisoned, devices, trial, tolerance === 0)).toEqual([]);
}

async function openPoisoned(traits: DeviceTraits): Promise<WebGpuDevice> {
  poisoned ??= openGpu().then((gpu) => {
    poisonMemory(gpu);
    return { gpu, pipelines: new PipelineCache(gpu) };
  });
  const { gpu, pipelines } = await poisoned;
  return new WebGpuDevice(gpu, pipelines, traits);
}
