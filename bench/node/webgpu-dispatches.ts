// `npm run bench:dispatches`: what each kind of dispatch of a training step takes on WebGPU in this process, through
// Dawn: all of one kind are submitted alone, again and again, and what an empty submission takes is subtracted. Time on
// the wall, and of processors, which is that of an adapter in software and does not depend on what else they do.
import { compileSession } from "@/engine/plan/compile-session";
import { alignedWords } from "@/engine/plan/contract/device-buffer";
import { Arenas } from "@/engine/plan/webgpu/arenas";
import { PipelineCache } from "@/engine/plan/webgpu/pipelines";
import { encodeSteps, type RecordedProgram, recordProgram } from "@/engine/plan/webgpu/recording";
import { measureTraits } from "@/engine/plan/webgpu/traits";
import { translateCalls } from "@/engine/plan/webgpu/translate";
import { webGpuTuning } from "@/engine/plan/webgpu/tuning";
import { installWebGpu, openGpu, removeWebGpu } from "../../tests/gpu/dawn";
import { buildSystem, type SystemId, systemTitle } from "../systems";
import { readOptions } from "./options";

const measured: readonly SystemId[] = ["hotwheels-mlp", "poema-gru", "tiny-attention"];

/** Runs the benchmark; gives the exit status. */
export async function main(words: readonly string[]): Promise<number> {
  const { systems, rounds } = readOptions(words);
  await installWebGpu();
  const gpu = await openGpu();
  for (const system of measured.filter((id) => systems.includes(id))) {
    console.log(`\n${systemTitle(system)}`);
    for (const line of await timeKinds(gpu, system, rounds)) console.log(line);
  }
  gpu.destroy();
  removeWebGpu();
  return 0;
}

/** Gives a line for each kind, the longest first. */
async function timeKinds(gpu: GPUDevice, id: SystemId, rounds: number): Promise<readonly string[]> {
  const traits = await measureTraits(gpu);
  const { graph, windows, order, optimizer } = buildSystem(id, true);
  const { memory, programs } = compileSession({ graph, windows, order, optimizer: optimizer.kind }, webGpuTuning({}));
  const [training] = programs;
  const { scratchWords } = translateCalls(training, memory, traits);
  const arenas = new Arenas(gpu, 4 * (alignedWords(memory.words) + scratchWords), GPUBufferUsage.STORAGE);
  const program = await recordProgram(training, { gpu, pipelines: new PipelineCache(gpu), traits, arenas, memory });
  const kinds = [...new Set(program.dispatches.map(({ pipeline }) => pipeline))].map((kind) =>
    program.dispatches.filter(({ pipeline }) => pipeline === kind),
  );
  const parts = [...kinds, program.dispatches, []].map((dispatches) => ({ ...program, dispatches }));
  const costs = parts.map(() => [] as Cost[]);
  for (let round = 0; round < rounds; round++) {
    for (const [index, part] of parts.entries()) costs[index].push(await costOf(gpu, part));
  }
  arenas.destroy();
  const least = costs.map((each) => ({
    wall: Math.min(...each.map(({ wall }) => wall)),
    processors: Math.min(...each.map(({ processors }) => processors)),
  }));
  const empty = least[parts.length - 1];
  return parts
    .slice(0, -1)
    .map(({ dispatches }, index) => {
      const { wall, processors } = least[index];
      return { dispatches, wall: wall - empty.wall, processors: processors - empty.processors };
    })
    .toSorted((a, b) => b.wall - a.wall)
    .map(({ dispatches, ...cost }) => lineOf(dispatches, cost));
}

/** Milliseconds. */
interface Cost {
  readonly wall: number;
  readonly processors: number;
}

async function costOf(gpu: GPUDevice, program: RecordedProgram): Promise<Cost> {
  const encoder = gpu.createCommandEncoder();
  encodeSteps(encoder, program, { steps: 1, stride: 0 });
  const [begun, before] = [performance.now(), process.cpuUsage()];
  gpu.queue.submit([encoder.finish()]);
  await gpu.queue.onSubmittedWorkDone();
  const { user, system } = process.cpuUsage(before);
  return { wall: performance.now() - begun, processors: (user + system) / 1000 };
}

function lineOf(dispatches: RecordedProgram["dispatches"], { wall, processors }: Cost): string {
  const [{ pipeline, workgroups }] = dispatches;
  const kinds = new Set(dispatches.map((dispatch) => dispatch.pipeline));
  const what = kinds.size > 1 ? "all" : `${pipeline.label} ${workgroups.join("×")}`;
  const figures = `${wall.toFixed(2).padStart(9)} ms · ${processors.toFixed(2).padStart(9)} of processors`;
  return `${figures} · ${String(dispatches.length).padStart(4)} × ${what}`;
}
