// How long a call takes on a device in each of several forms, on memory of its own. A form that does not give what the
// first one gives, which the self-test knows, is of no use: drivers err.
import { alignedWords, createBuffer, type DeviceBuffer, placeOf } from "../contract/device-buffer";
import { buffersOf } from "../contract/kernel-call";
import { RecordLayout } from "../contract/step-records";
import { Arenas } from "./arenas";
import type { FormedCall } from "./choose-forms";
import { countWebGpuBytes } from "./count-bytes";
import type { PipelineCache } from "./pipelines";
import type { Place } from "./place";
import { ReadBack } from "./read-back";
import { encodeSteps, type RecordedProgram, recordProgram } from "./recording";
import type { DeviceTraits } from "./traits";

/** A device that has nothing else to do. */
export interface IdleDevice {
  readonly gpu: GPUDevice;
  readonly pipelines: PipelineCache;
  readonly traits: DeviceTraits;
}

/** Calls beyond so many bytes are not tried, since their memory may not be there twice. */
const MOST_BYTES = 2 ** 28;
/** Milliseconds of work that a measurement should be, and the most runs that it may take to be so. */
const WORK = 3;
const MOST_RUNS = 32;
const MEASUREMENTS = 2;
/** Of the largest value: sums in another order differ by less. */
const TOLERANCE = 1e-3;

/** Times the forms in order while milliseconds are left; gives no times where there is no memory for a trial. */
export async function timeCall(
  { gpu, pipelines, traits }: IdleDevice,
  call: FormedCall,
  outputs: readonly string[],
  forms: readonly number[],
  left: () => number,
): Promise<readonly number[]> {
  const { program, memory, placesOf } = programOf(call);
  const results = placesOf(outputs);
  const formTraits = forms.map((form) => ({ ...traits, formOf: () => form }));
  const size = Math.max(...formTraits.map((each) => countWebGpuBytes(memory, [program], each).arena));
  if (size > Math.min(MOST_BYTES, gpu.limits.maxBufferSize, gpu.limits.maxStorageBufferBindingSize)) return [];
  gpu.pushErrorScope("out-of-memory");
  const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
  const arena = new Arenas(gpu, size, STORAGE | COPY_SRC | COPY_DST);
  if ((await gpu.popErrorScope()) !== null) return [];
  const readBack = new ReadBack(gpu);
  const content = someNumbers(memory.words);
  try {
    const context = { gpu, pipelines, arenas: arena, memory };
    const compiling = formTraits.map((each) =>
      recordProgram(program, { ...context, traits: each }).catch(() => "unusable" as const),
    );
    let expected: readonly Float32Array[] | null = null;
    const times: number[] = [];
    for (const recorded of compiling) {
      // Some compilers take longer than all that is left.
      const form = left() > 0 ? await Promise.race([recorded, after(left())]) : null;
      if (form === null) break;
      if (form === "unusable") {
        times.push(Number.POSITIVE_INFINITY);
        continue;
      }
      gpu.queue.writeBuffer(...arena.at(0), content);
      gpu.queue.submit([encodeRuns(gpu, form, 1).finish()]);
      const given = await Promise.all(results.map((place) => read(readBack, gpu, arena, place)));
      expected ??= given;
      const errs = given.some((values, index) => !isNear(values, (expected as typeof given)[index]));
      times.push(!errs ? await timeOf(gpu, form, Math.min(...times)) : Number.POSITIVE_INFINITY);
    }
    return times;
  } finally {
    arena.destroy();
  }
}

/** Times a form that is compiled and has run; no more exactly than it takes to see that it is not the `least`. */
async function timeOf(gpu: GPUDevice, form: RecordedProgram, least: number): Promise<number> {
  const once = await timeRuns(gpu, form, 1);
  if (once > 2 * least + WORK) return once;
  const runs = Math.max(1, Math.min(MOST_RUNS, Math.ceil(WORK / once)));
  let best = Number.POSITIVE_INFINITY;
  for (let measurement = 0; measurement < MEASUREMENTS; measurement++)
    best = Math.min(best, (await timeRuns(gpu, form, runs)) / runs);
  return best;
}

async function timeRuns(gpu: GPUDevice, form: RecordedProgram, runs: number): Promise<number> {
  const begun = performance.now();
  gpu.queue.submit([encodeRuns(gpu, form, runs).finish()]);
  await gpu.queue.onSubmittedWorkDone();
  return performance.now() - begun;
}

async function read(readBack: ReadBack, gpu: GPUDevice, arena: Arenas, { offset, words }: Place) {
  return new Float32Array(await readBack.submit(gpu.createCommandEncoder(), ...arena.at(offset), 4 * words));
}

function after(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));
}

function encodeRuns(gpu: GPUDevice, form: RecordedProgram, steps: number): GPUCommandEncoder {
  const encoder = gpu.createCommandEncoder();
  encodeSteps(encoder, form, { steps, stride: 0 });
  return encoder;
}

/** Makes a program of one call on memory that holds no more than it needs. */
function programOf(call: FormedCall) {
  const layout = new RecordLayout();
  // No program is without a record.
  layout.add("number", 1);
  const records = layout.finish("records", 1);
  const offsets = new Map<DeviceBuffer, number>();
  let words = 0;
  const place = (buffer: DeviceBuffer) => {
    offsets.set(buffer, words);
    words += alignedWords(buffer.words);
    return buffer;
  };
  // Arguments that share a place go on sharing it.
  const own = new Map<string, DeviceBuffer>();
  const wholes: DeviceBuffer[] = [];
  const ownOf = (buffer: DeviceBuffer) => {
    const { whole, start } = placeOf(buffer);
    if (!wholes.includes(whole)) wholes.push(whole);
    const key = `${wholes.indexOf(whole)} ${start} ${buffer.words}`;
    const known = own.get(key) ?? place(createBuffer(buffer.name, buffer.words));
    own.set(key, known);
    return known;
  };
  const buffers = Object.fromEntries(buffersOf(call).map(([name, buffer]) => [name, ownOf(buffer)]));
  const calls = [{ ...call, ...buffers } as FormedCall];
  place(records.buffer);
  const placesOf = (names: readonly string[]) =>
    buffersOf(calls[0]).flatMap(([name, buffer]) =>
      names.includes(name) ? [{ offset: offsets.get(buffer) ?? 0, words: buffer.words }] : [],
    );
  return { program: { calls, records }, memory: { words, asideWords: 0, offsets }, placesOf };
}

/** Gives numbers between -1 and 1; a pattern of prime length, so that no two lines of an operand are alike. */
function someNumbers(words: number): Float32Array<ArrayBuffer> {
  const pattern = Float32Array.from({ length: 4099 }, (_, index) => Math.sin(index * index));
  const numbers = new Float32Array(words);
  for (let start = 0; start < words; start += pattern.length)
    numbers.set(pattern.subarray(0, Math.min(pattern.length, words - start)), start);
  return numbers;
}

function isNear(actual: Float32Array, expected: Float32Array): boolean {
  let largest = 0;
  let difference = 0;
  for (let index = 0; index < expected.length; index++) {
    largest = Math.max(largest, Math.abs(expected[index]));
    difference = Math.max(difference, Math.abs(actual[index] - expected[index]));
  }
  return difference <= TOLERANCE * largest;
}
