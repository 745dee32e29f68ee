// Runs kernel commands on test data in every build and thread count that this Node has, and compares
// what they write with a float64 reference.
import { expect } from "vitest";
import { type Command, encodeCommands } from "@/engine/plan/wasm/commands";
import { RUN_NUMBER } from "@/engine/plan/wasm/control";
import { hasRelaxedSimd, type KernelBuild } from "@/engine/plan/wasm/kernel-module";
import { Arena } from "@/engine/plan/wasm/memory";
import { KernelPool } from "@/engine/plan/wasm/pool";
import { scratchBytes } from "@/engine/plan/wasm/scratch";
import { nodeSurroundings, readKernels } from "../../../bench/node/wasm-surroundings";
import type { Data } from "../plan/support/random-data";

/** Compiles a build's module from its file. */
export async function loadModule(name: KernelBuild): Promise<WebAssembly.Module> {
  return WebAssembly.compile(await readKernels(name));
}

/** A kernel call on test data. `outputs` are lengths in floats; offsets are handed to `commands`. */
export interface Experiment {
  readonly data: Data;
  readonly outputs: Readonly<Record<string, number>>;
  readonly commands: (at: Readonly<Record<string, number>>) => readonly Command[];
}

export type Results = Readonly<Record<string, Float32Array>>;

// What outputs hold before: a kernel that forgets an element shows it.
const GARBAGE = 777;

/** Runs one experiment on a pool. */
export function perform(pool: KernelPool, arena: Arena, experiment: Experiment): Results {
  const at: Record<string, number> = {};
  for (const [name, values] of Object.entries(experiment.data)) {
    at[name] = arena.allocate(values.byteLength);
    arena.upload(at[name], values);
  }
  for (const [name, count] of Object.entries(experiment.outputs)) {
    if (at[name] !== undefined) continue;
    at[name] = arena.allocate(4 * count);
    arena.floats(at[name], count).fill(GARBAGE);
  }
  // A first command gathers the threads: helpers take so long to wake that a lone kernel was done before.
  const gather: Command = { kind: "fill", target: arena.allocate(4), count: 1, value: 0 };
  const commands = [gather, ...experiment.commands(at)];
  const words = encodeCommands(commands);
  const program = arena.allocate(words.byteLength);
  arena.upload(program, words);
  const scratchStride = scratchBytes(commands);
  const scratch = arena.allocate(scratchStride * pool.threads);
  pool.run({ program, commands: commands.length, firstStep: 0, steps: 1, stepStride: 0, scratch, scratchStride });
  // No kernel writes where an absent buffer would lie; the control words only begin at 64.
  expect([...new Set(arena.words(0, RUN_NUMBER / 4))]).toEqual([0]);
  return Object.fromEntries(
    Object.entries(experiment.outputs).map(([name, count]) => [name, arena.download(at[name] as number, count)]),
  );
}

const builds: readonly ("relaxed" | "plain")[] = hasRelaxedSimd() ? ["relaxed", "plain"] : ["plain"];
const THREADS = [1, 2, 3];

interface Bench {
  readonly build: "relaxed" | "plain";
  readonly arena: Arena;
  readonly pool: KernelPool;
}

let benches: Promise<readonly Bench[]> | undefined;

async function openBenches(): Promise<readonly Bench[]> {
  const { startHelper } = await nodeSurroundings();
  const opened: Bench[] = [];
  for (const build of builds) {
    for (const threads of THREADS) {
      const arena = new Arena(threads > 1);
      const module = await loadModule(`${build}-${threads > 1 ? "shared" : "private"}`);
      const pool = await KernelPool.open(module, arena.memory, threads, startHelper);
      expect(pool.threads).toBe(threads);
      opened.push({ build, arena, pool });
    }
  }
  return opened;
}

/** Ends the helper threads of this file's experiments. */
export async function closeBenches(): Promise<void> {
  for (const { pool } of (await benches) ?? []) pool.close();
}

/**
 * Runs an experiment in every build on 1, 2 and 3 threads; expects the same bits for every thread
 * count and gives the results of each build.
 */
export async function tryEverywhere(experiment: Experiment): Promise<readonly Results[]> {
  benches ??= openBenches();
  const opened = await benches;
  return builds.map((build) => {
    const [lone, ...several] = opened
      .filter((bench) => bench.build === build)
      .map(({ pool, arena }) => perform(pool, arena, experiment)) as [Results, ...Results[]];
    for (const results of several) expectSameBits(results, lone);
    return lone;
  });
}

function expectSameBits(actual: Results, expected: Results): void {
  for (const [name, values] of Object.entries(expected)) {
    expect(Buffer.compare(bytes(actual[name]), bytes(values)), `${name} is the same for every thread count`).toBe(0);
  }
}

/** Views the bytes of a result. */
export function bytes(values: Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** Expects results within `tolerance` of what plain loops gave; 0 asks for the same bits, whatever they mean. */
export function expectNear(actual: Float32Array, expected: Float32Array, tolerance: number, name: string): void {
  if (tolerance === 0) expect(Buffer.compare(bytes(actual), bytes(expected)), name).toBe(0);
  else expectClose(actual, expected, tolerance);
}

/** Expects float32 results within `tolerance` of the reference, relative to its largest value (at least 0.1). */
export function expectClose(actual: Float32Array, expected: ArrayLike<number>, tolerance = 2e-6): void {
  expect(actual.length).toBe(expected.length);
  let scale = 0.1;
  for (let i = 0; i < expected.length; i++) scale = Math.max(scale, Math.abs(expected[i]));
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i] - expected[i]) / scale;
    if (!(error <= tolerance))
      expect({ i, value: actual[i], error }).toEqual({ i, value: expected[i], error: tolerance });
  }
}
