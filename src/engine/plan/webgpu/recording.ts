// Programs as pipelines and bind groups, made once, and the encoding of steps, which is all that is left to do
// for each of them.
import type { ProgramPlan } from "../device";
import { type MemoryPlan, offsetIn } from "../memory-plan";
import type { PipelineCache } from "./pipelines";
import { type TranslatedCall, translateCalls } from "./translate";

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

/** What programs are recorded for: a buffer with all memory where `memory` says. */
export interface RecordingContext {
  readonly gpu: GPUDevice;
  readonly pipelines: PipelineCache;
  readonly arena: GPUBuffer;
  readonly memory: MemoryPlan;
}

/** Bytes between the structs of two calls: the strictest alignment of uniform bindings. */
export const STRUCT_STRIDE = 256;

/** Compiles a program's kernels and binds its memory; rejects where a kernel does not compile. */
export async function recordProgram(plan: ProgramPlan, context: RecordingContext): Promise<RecordedProgram> {
  const { gpu, pipelines, arena, memory } = context;
  const calls = translateCalls(plan.calls, memory);
  const structs = createStructs(gpu, calls);
  const dispatches = calls.map(async (call, index) => {
    const shape = { arrays: call.places.length, usesRecord: call.usesRecord };
    const group = gpu.createBindGroup({
      layout: pipelines.arrayLayout(shape.arrays),
      entries: [
        { buffer: structs, offset: index * STRUCT_STRIDE, size: STRUCT_STRIDE },
        ...call.places.map(({ offset, words }) => ({ buffer: arena, offset: 4 * offset, size: 4 * words })),
      ].map((resource, binding) => ({ binding, resource })),
    });
    return Promise.all(
      call.dispatches.map(async ({ code, workgroups }) => ({
        pipeline: await pipelines.compile(code, shape),
        group,
        workgroups,
      })),
    );
  });
  const { buffer, stride } = plan.records;
  const records = gpu.createBindGroup({
    layout: pipelines.recordLayout,
    entries: [{ binding: 0, resource: { buffer: arena, offset: 4 * offsetIn(memory, buffer), size: 4 * stride } }],
  });
  return { dispatches: (await Promise.all(dispatches)).flat(), records };
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

function createStructs(gpu: GPUDevice, calls: readonly TranslatedCall[]): GPUBuffer {
  const structs = gpu.createBuffer({
    size: STRUCT_STRIDE * calls.length,
    usage: GPUBufferUsage.UNIFORM,
    mappedAtCreation: true,
  });
  const words = new Uint32Array(structs.getMappedRange());
  for (const [index, call] of calls.entries()) words.set(call.words, (index * STRUCT_STRIDE) / 4);
  structs.unmap();
  return structs;
}
