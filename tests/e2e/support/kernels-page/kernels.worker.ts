// Runs the suites of all kernels on this browser's WebGPU, where the page trains as well, and posts what went wrong.
import { PipelineCache } from "@/engine/plan/webgpu/pipelines";
import { measureTraits } from "@/engine/plan/webgpu/traits";
import { WebGpuDevice } from "@/engine/plan/webgpu/webgpu-device";
import { describeMatmul } from "../../../engine/plan/support/suites/matmul-kernel";
import * as rows from "../../../engine/plan/support/suites/row-kernels";
import * as sequences from "../../../engine/plan/support/suites/sequence-kernels";
import * as updates from "../../../engine/plan/support/suites/update-kernels";
import type { NamedCall, Trial } from "../../../engine/plan/support/trial";
import { faultsOf, poisonMemory } from "../../../gpu/plain-comparison";
import { collected } from "./collect";

/** What the worker found: the kinds of kernels that ran, and each fault with its test. */
export interface KernelFindings {
  readonly kinds: readonly NamedCall["kind"][];
  readonly faults: readonly string[];
}

/** Tests that are under way at the same time, since each waits for compilers most of its time. */
const LANES = 3;

async function runAll(): Promise<KernelFindings> {
  const adapter = await navigator.gpu.requestAdapter();
  if (adapter === null) throw new Error("runAll: expected an adapter, got none");
  const gpu = await adapter.requestDevice();
  const faults: string[] = [];
  const kinds = new Set<NamedCall["kind"]>();
  gpu.addEventListener("uncapturederror", ({ error }) => faults.push(error.message));
  const traits = await measureTraits(gpu);
  poisonMemory(gpu);
  const pipelines = new PipelineCache(gpu);
  const open = async () => new WebGpuDevice(gpu, pipelines, traits);
  const expectAsPlain = async (trial: Trial, tolerance?: number) => {
    for (const { kind } of trial.calls) kinds.add(kind);
    const found = await faultsOf(open, [traits], trial, tolerance === 0);
    if (found.length > 0) throw new Error(found.join("; "));
  };
  for (const declare of [...Object.values({ ...rows, ...updates }), describeMatmul]) declare(expectAsPlain, "choices");
  sequences.describeAttention(expectAsPlain, "choices");
  sequences.describeGru(expectAsPlain, "choices");
  const waiting = [...collected];
  const lane = async () => {
    for (let test = waiting.shift(); test !== undefined; test = waiting.shift()) {
      try {
        await test.run();
      } catch (error) {
        faults.push(`${test.name}: ${error instanceof Error ? error.message : error}`);
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { kinds: [...kinds], faults };
}

runAll().then(
  (findings) => postMessage(findings),
  (error: Error) => postMessage({ kinds: [], faults: [error.message] } satisfies KernelFindings),
);
