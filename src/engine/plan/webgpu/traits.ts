// What a device is like, as far as kernels choose their form by it.
import { alignedWords } from "../contract/device-buffer";
import type { KernelKind } from "../contract/kernel-call";

/** Found out by trial, since no limit or feature tells it. */
export interface DeviceTraits {
  /**
   * Whether invocations of a workgroup may share memory and wait for each other at little cost. So it is on a
   * card; a processor in its place clears that memory once for every few of them and switches between them as
   * between threads, at fifty times the cost of their work.
   */
  readonly cheapWorkgroupMemory: boolean;
  /** Products and sums that one dispatch may have, so that a page that draws on the same card can do so. */
  readonly mostOperations: number;
  /** Words of the longest buffer, and of the longest stretch of one that a kernel may see; of any length unless given. */
  readonly arenaWords?: number;
  readonly bindingWords?: number;
  /** Gives which of a kernel's forms was the fastest for a class of calls; where it gives none, the kernel's rule does. */
  readonly formOf?: (kind: KernelKind, shapeClass: number) => number | undefined;
}

/** Less than 100 ms of a slow card at work on large products. */
const MOST_OPERATIONS = 4e9;

const BORDER = alignedWords(1);
const INVOCATIONS = 64;
const WORKGROUPS = 512;
const TRIALS = 3;
/** Words of workgroup memory. */
const SHARED = 512;
/** It is dear beyond so many times the work without it, and so many milliseconds more. */
const DEAR = { times: 4, milliseconds: 2 };

/** Measures a device that has nothing else to do; rejects when it is lost meanwhile. */
export async function measureTraits(gpu: GPUDevice): Promise<DeviceTraits> {
  const bare = await timeOf(gpu, "", "let other = local;");
  const memory = `var<workgroup> given: array<u32, ${SHARED}>;`;
  const sharing = await timeOf(gpu, memory, "given[local] = local; workgroupBarrier(); let other = given[local ^ 1u];");
  return {
    cheapWorkgroupMemory: sharing <= DEAR.times * bare + DEAR.milliseconds,
    mostOperations: MOST_OPERATIONS,
    ...lengthsOf(gpu.limits),
  };
}

/** Whole words at which arenas and bindings may end: the strictest border of bindings. */
function lengthsOf({ maxBufferSize, maxStorageBufferBindingSize }: GPUSupportedLimits) {
  const [arenaWords, bindingWords] = [maxBufferSize, maxStorageBufferBindingSize].map(
    (bytes) => BORDER * Math.floor(bytes / 4 / BORDER),
  );
  return { arenaWords, bindingWords };
}

async function timeOf(gpu: GPUDevice, memory: string, body: string): Promise<number> {
  const code = /* wgsl */ `
@group(0) @binding(0) var<storage, read_write> values: array<u32>;
${memory}
@compute @workgroup_size(${INVOCATIONS})
fn main(@builtin(global_invocation_id) id: vec3u, @builtin(local_invocation_index) local: u32) {
  ${body}
  values[id.x] = other;
}`;
  const module = gpu.createShaderModule({ code });
  const pipeline = await gpu.createComputePipelineAsync({ layout: "auto", compute: { module, entryPoint: "main" } });
  const buffer = gpu.createBuffer({ size: 4 * INVOCATIONS * WORKGROUPS, usage: GPUBufferUsage.STORAGE });
  const layout = pipeline.getBindGroupLayout(0);
  const group = gpu.createBindGroup({ layout, entries: [{ binding: 0, resource: { buffer } }] });
  const times: number[] = [];
  // The first of them may still compile something.
  for (let trial = 0; trial <= TRIALS; trial++) {
    const begun = performance.now();
    const encoder = gpu.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(WORKGROUPS);
    pass.end();
    gpu.queue.submit([encoder.finish()]);
    await gpu.queue.onSubmittedWorkDone();
    times.push(performance.now() - begun);
  }
  buffer.destroy();
  return Math.min(...times.slice(1));
}
