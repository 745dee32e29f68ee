// Programs as pipelines and bind groups, made once, and the encoding of steps, which is all that is left to do
// for each of them.
import { alignedWords } from "../contract/device-buffer";
import type { ProgramPlan } from "../device";
import { type MemoryPlan, offsetIn } from "../memory-plan";
import type { Arenas } from "./arenas";
import type { PipelineCache } from "./pipelines";
import type { Place } from "./place";
import type { DeviceTraits } from "./traits";
import { translateCalls } from "./translate";

/** A dispatch, ready to be encoded. */
export interface RecordedDispatch {
  readonly pipeline: GPUComputePipeline;
  readonly group: GPUBindGroup;
  readonly workgroups: readonly [x: number, y: number, z: number];
}

/** A program's dispatches and the bind group of its records. */
export interface RecordedProgram {
  readonly dispatches: readonly RecordedDispatch[];
  readonly records: GPUBindGroup;
}

/** What programs are recorded for: buffers with all memory where `memory` says. */
export interface RecordingContext {
  readonly gpu: GPUDevice;
  readonly pipelines: PipelineCache;
  readonly traits: DeviceTraits;
  readonly arenas: Arenas;
  readonly memory: MemoryPlan;
}

/** Compiles a program's kernels and binds its memory; rejects where a kernel does not compile. */
export async function recordProgram(plan: ProgramPlan, context: RecordingContext): Promise<RecordedProgram> {
  const { gpu, pipelines, traits, arenas, memory } = context;
  const { dispatches, constants, scratchWords } = translateCalls(plan, memory, traits);
  const words = alignedWords(memory.words) + scratchWords;
  if (words > arenas.words) throw new Error(`recordProgram: expected a program of ${arenas.words} words, got ${words}`);
  const constantsBuffer = createConstants(gpu, constants);
  const bindPlace = ({ offset, words }: Place) => bind(arenas.at(offset), words);
  const recorded = dispatches.map(async ({ label, code, workgroups, constants, places, usesRecord }) => {
    const shape = { constants: constants.form, arrays: places.length, usesRecord };
    const bound = [
      bind([constantsBuffer, 4 * constants.place.offset], constants.place.words),
      ...places.map(bindPlace),
    ];
    const entries = bound.map((resource, binding) => ({ binding, resource }));
    const group = gpu.createBindGroup({ layout: pipelines.groupLayout(shape), entries });
    return { pipeline: await pipelines.compile(code, shape, label), group, workgroups };
  });
  const { buffer, stride } = plan.records;
  const record = bindPlace({ offset: offsetIn(memory, buffer), words: stride });
  const records = gpu.createBindGroup({
    layout: pipelines.recordLayout,
    entries: [{ binding: 0, resource: record }],
  });
  return { dispatches: await Promise.all(recorded), records };
}

/** Encodes runs of a program on the first `steps` records, `stride` bytes apart, in one pass. */
export function encodeSteps(
  encoder: GPUCommandEncoder,
  { dispatches, records }: RecordedProgram,
  { steps, stride }: { readonly steps: number; readonly stride: number },
): void {
  const pass = encoder.beginComputePass();
  let current: GPUComputePipeline | null = null;
  for (let step = 0; step < steps; step++) {
    pass.setBindGroup(1, records, [step * stride]);
    for (const { pipeline, group, workgroups } of dispatches) {
      if (pipeline !== current) pass.setPipeline(pipeline);
      current = pipeline;
      pass.setBindGroup(0, group);
      pass.dispatchWorkgroups(...workgroups);
    }
  }
  pass.end();
}

function createConstants(gpu: GPUDevice, words: readonly number[]): GPUBuffer {
  const constants = gpu.createBuffer({
    size: 4 * words.length,
    usage: GPUBufferUsage.UNIFORM | GPUBufferUsage.STORAGE,
    mappedAtCreation: true,
  });
  new Uint32Array(constants.getMappedRange()).set(words);
  constants.unmap();
  return constants;
}

function bind([buffer, offset]: readonly [GPUBuffer, number], words: number): GPUBufferBinding {
  return { buffer, offset, size: 4 * words };
}
