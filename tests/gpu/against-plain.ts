// Runs trials on a WebGPU device, and compares all that they write with plain loops. Outputs hold NaN before.
import { expect } from "vitest";
import { alignedWords, createBuffer, type DeviceBuffer } from "@/engine/plan/contract/device-buffer";
import { type ArgumentKind, kernelArguments } from "@/engine/plan/contract/kernel-arguments";
import type { KernelCall } from "@/engine/plan/contract/kernel-call";
import { RecordLayout, type StepField } from "@/engine/plan/contract/step-records";
import { PipelineCache } from "@/engine/plan/webgpu/pipelines";
import type { DeviceTraits } from "@/engine/plan/webgpu/traits";
import { translateCalls } from "@/engine/plan/webgpu/translate";
import { WebGpuDevice } from "@/engine/plan/webgpu/webgpu-device";
import { plainResults, resolve, type Trial } from "../engine/plan/support/trial";
import { expectNear, type Results } from "../engine/plan-wasm/laboratory";
import { openGpu } from "./dawn";

/** The largest error that counts as rounding, as a share of the largest value. */
const TOLERANCE = 2e-5;

let shared: Promise<{ readonly gpu: GPUDevice; readonly pipelines: PipelineCache }> | undefined;

/** Opens a device without memory; all of one file share a GPUDevice, and fail when it reports anything. */
export async function openWebGpuDevice(traits: DeviceTraits): Promise<WebGpuDevice> {
  shared ??= openGpu().then((gpu) => ({ gpu, pipelines: new PipelineCache(gpu) }));
  const { gpu, pipelines } = await shared;
  return new WebGpuDevice(gpu, pipelines, traits);
}

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
  tolerance = TOLERANCE,
): Promise<void> {
  const expected = plainResults(trial);
  const prepared = prepare(trial);
  for (const traits of differing(devices, prepared)) {
    const results = await perform(trial, prepared, traits);
    for (const name of Object.keys(trial.outputs)) {
      if (name !== "partials") expectNear(results[name], expected[name], tolerance && TOLERANCE, name);
    }
    expect(await perform(trial, prepared, traits)).toEqual(results);
  }
}

type Prepared = ReturnType<typeof prepare>;

/** Gives every named array a place, in memory or in the record of the step. */
function prepare({ data, outputs, calls }: Trial) {
  const fields = stepFields({ data, outputs, calls });
  const records = fields.layout.finish("records", 1);
  const buffers = new Map<string, DeviceBuffer>();
  for (const [name, values] of Object.entries(data))
    buffers.set(name, createBuffer(name, Math.ceil(values.byteLength / 4)));
  for (const [name, words] of Object.entries(outputs))
    if (!buffers.has(name)) buffers.set(name, createBuffer(name, words));
  const find = (name: string, kind: ArgumentKind) => (isStep(kind) ? fields.byName.get(name) : buffers.get(name));
  const resolved = calls.map(
    (call) => ({ kind: call.kind, ...resolve(call, find, (value) => value) }) as unknown as KernelCall,
  );
  return { fields, records, buffers, calls: resolved, memory: placeApart([...buffers.values(), records.buffer]) };
}

const allTraits: readonly DeviceTraits[] = [
  { cheapWorkgroupMemory: true, mostOperations: 1e9 },
  { cheapWorkgroupMemory: false, mostOperations: 1e9 },
  // Whatever can be cut into several dispatches is.
  { cheapWorkgroupMemory: true, mostOperations: 1 },
];

/** Lists those of the traits by which the calls take different forms. */
function differing(devices: readonly DeviceTraits[], { calls, records, memory }: Prepared): readonly DeviceTraits[] {
  const forms = devices.map((traits) => {
    return [JSON.stringify(translateCalls({ calls, records }, memory, traits)), traits] as const;
  });
  return [...new Map(forms).values()];
}

async function perform(
  { data, outputs }: Trial,
  { fields, records, buffers, calls, memory }: Prepared,
  traits: DeviceTraits,
): Promise<Results> {
  const device = await openWebGpuDevice(traits);
  await device.allocate(memory, [{ calls, records }]);
  const record = new Uint32Array(records.stride);
  for (const [name, buffer] of buffers) {
    const values = data[name] ?? new Float32Array(buffer.words).fill(Number.NaN);
    device.upload(buffer, values);
    const field = fields.byName.get(name);
    if (field !== undefined) record.set(new Uint32Array(values.buffer, values.byteOffset, field.words), field.start);
  }
  const after = await device.run(device.compile(calls, records), record);
  const results: Record<string, Float32Array> = {};
  for (const [name, words] of Object.entries(outputs)) {
    const field = fields.byName.get(name);
    results[name] =
      field === undefined
        ? await device.download(buffers.get(name) as DeviceBuffer)
        : new Float32Array(after.buffer, 4 * field.start, words);
  }
  device.dispose();
  return results;
}

/** Places buffers one behind the other. */
function placeApart(buffers: readonly DeviceBuffer[]) {
  const offsets = new Map<DeviceBuffer, number>();
  let words = 0;
  for (const buffer of buffers) {
    offsets.set(buffer, words);
    words += alignedWords(buffer.words);
  }
  return { words, asideWords: 0, offsets };
}

function isStep(kind: ArgumentKind): boolean {
  return kind === "step" || kind === "optionalStep";
}

/** Lays out a record with all arrays that calls take for fields of it. */
function stepFields({ data, outputs, calls }: Trial) {
  const layout = new RecordLayout();
  // No program is without a record.
  layout.add("number", 1);
  const byName = new Map<string, StepField>();
  for (const call of calls) {
    for (const [argument, kind] of Object.entries<ArgumentKind>(kernelArguments[call.kind])) {
      const name = (call as unknown as Readonly<Record<string, string | null>>)[argument];
      if (!isStep(kind) || name === null || byName.has(name)) continue;
      byName.set(name, layout.add(name, outputs[name] ?? data[name].length));
    }
  }
  return { layout, byName };
}
