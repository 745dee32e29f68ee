// Runs trials on a WebGPU device, in Node or in a browser, and compares all that they write with plain loops. All memory
// holds NaN before, so that what a kernel forgets to write, or reads before it does, shows.
import { alignedWords, createBuffer, type DeviceBuffer } from "@/engine/plan/contract/device-buffer";
import { type ArgumentKind, kernelArguments } from "@/engine/plan/contract/kernel-arguments";
import type { KernelCall } from "@/engine/plan/contract/kernel-call";
import { RecordLayout, type StepField } from "@/engine/plan/contract/step-records";
import type { DeviceTraits } from "@/engine/plan/webgpu/traits";
import { translateCalls } from "@/engine/plan/webgpu/translate";
import type { WebGpuDevice } from "@/engine/plan/webgpu/webgpu-device";
import { plainResults, resolve, type Trial } from "../engine/plan/support/trial";

/** The largest error that counts as rounding, as a share of the largest value, which counts as 0.1 at least. */
const TOLERANCE = 2e-5;

/** Opens a device without memory. */
export type OpenDevice = (traits: DeviceTraits) => Promise<WebGpuDevice>;

type Results = Readonly<Record<string, Float32Array>>;

/** Has all buffers that kernels may work on begin as NaN instead of 0. */
export function poisonMemory(gpu: GPUDevice): void {
  const create = gpu.createBuffer.bind(gpu);
  gpu.createBuffer = (descriptor) => {
    const buffer = create(descriptor);
    const wanted = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST;
    if ((descriptor.usage & wanted) === wanted) {
      gpu.queue.writeBuffer(buffer, 0, new Float32Array(descriptor.size / 4).fill(Number.NaN));
    }
    return buffer;
  };
}

/**
 * Lists the outputs but "partials" that differ from those of plain loops, by a bit where `exact`, or from those of a
 * second run, on each of the devices that the calls take another form on.
 */
export async function faultsOf(
  open: OpenDevice,
  devices: readonly DeviceTraits[],
  trial: Trial,
  exact: boolean,
): Promise<readonly string[]> {
  const expected = plainResults(trial);
  const prepared = prepare(trial);
  const faults: string[] = [];
  for (const traits of differing(devices, prepared)) {
    const results = await perform(open, trial, prepared, traits);
    const again = await perform(open, trial, prepared, traits);
    for (const name of Object.keys(trial.outputs)) {
      const difference = exact ? bitDifference : differenceBeyond;
      const fault = name === "partials" ? null : difference(results[name], expected[name]);
      const other = bitDifference(again[name], results[name]);
      if (fault !== null) faults.push(`${name}${fault}, on ${JSON.stringify(traits)}`);
      if (other !== null) faults.push(`a second time ${name}${other}, on ${JSON.stringify(traits)}`);
    }
  }
  return faults;
}

function differenceBeyond(actual: Float32Array, expected: Float32Array): string | null {
  const scale = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 0.1);
  const index = expected.findIndex((value, i) => !(Math.abs(actual[i] - value) <= TOLERANCE * scale));
  return index < 0 ? null : `[${index}] is ${actual[index]} instead of ${expected[index]}`;
}

function bitDifference(actual: Float32Array, expected: Float32Array): string | null {
  const [words, others] = [actual, expected].map((values) => new Uint32Array(values.buffer, values.byteOffset));
  const index = others.findIndex((word, i) => words[i] !== word);
  return index < 0 ? null : `[${index}] has the bits ${words[index]} instead of ${others[index]}`;
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

/** Lists those of the traits by which the calls take different forms. */
function differing(devices: readonly DeviceTraits[], { calls, records, memory }: Prepared): readonly DeviceTraits[] {
  const forms = devices.map((traits) => {
    return [JSON.stringify(translateCalls({ calls, records }, memory, traits)), traits] as const;
  });
  return [...new Map(forms).values()];
}

async function perform(
  open: OpenDevice,
  { data, outputs }: Trial,
  { fields, records, buffers, calls, memory }: Prepared,
  traits: DeviceTraits,
): Promise<Results> {
  const device = await open(traits);
  await device.allocate(memory, [{ calls, records }]);
  const record = new Uint32Array(records.stride);
  for (const [name, buffer] of buffers) {
    const values = data[name];
    if (values !== undefined) device.upload(buffer, values);
    const field = fields.byName.get(name);
    if (values !== undefined && field !== undefined)
      record.set(new Uint32Array(values.buffer, values.byteOffset, field.words), field.start);
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
