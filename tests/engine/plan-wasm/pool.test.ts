// The pool of threads: what happens when a helper does not come or dies.
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { encodeCommands } from "@/engine/plan/wasm/commands";
import {
  ABORTED,
  ARRIVED,
  RUN_COMMANDS,
  RUN_NUMBER,
  RUN_PROGRAM,
  RUN_SCRATCH,
  RUN_STEPS,
  RUN_THREADS,
} from "@/engine/plan/wasm/control";
import { Arena } from "@/engine/plan/wasm/memory";
import { type HelperFactory, KernelPool } from "@/engine/plan/wasm/pool";
import { nodeSurroundings } from "../../../bench/node/wasm-surroundings";
import { loadModule } from "./laboratory";

const never = new Promise<void>(() => undefined);

function fillRun(arena: Arena, steps: number) {
  const target = arena.allocate(4 * 100);
  const words = encodeCommands([{ kind: "fill", target, count: 100, value: 3 }]);
  const program = arena.allocate(words.byteLength);
  arena.upload(program, words);
  return {
    target,
    run: { program, commands: 1, firstStep: 0, steps, stepStride: 0, scratch: arena.allocate(1024), scratchStride: 64 },
  };
}

describe("the kernel pool", () => {
  it("works on one thread when a helper fails to start", async () => {
    const failing: HelperFactory = () => ({ ready: never, failure: Promise.resolve(), terminate: () => undefined });
    const arena = new Arena(true);
    const pool = await KernelPool.open(await loadModule("plain-shared"), arena.memory, 3, failing);
    const { target, run } = fillRun(arena, 1);
    pool.run(run);
    expect(pool.threads).toBe(1);
    expect([...new Set(arena.floats(target, 100))]).toEqual([3]);
  });

  it("fails instead of hanging when a helper has died", async () => {
    const arena = new Arena(true);
    const dead: HelperFactory = () => ({ ready: Promise.resolve(), failure: never, terminate: () => undefined });
    const pool = await KernelPool.open(await loadModule("plain-shared"), arena.memory, 2, dead);
    // A thread beside thread 0 notices the death, as the page does, and raises the abort word.
    const watchdog = new Worker(
      `const { workerData } = require("node:worker_threads");
       setTimeout(() => Atomics.store(new Int32Array(workerData.buffer), ${ABORTED / 4}, 1), 50);`,
      { eval: true, workerData: arena.memory },
    );
    expect(() => pool.run(fillRun(arena, 1).run)).toThrow("KernelPool.run: expected every helper");
    await watchdog.terminate();
  });

  it("runs many programs, each over many steps, one after the other", async () => {
    const arena = new Arena(true);
    const { startHelper } = await nodeSurroundings();
    const pool = await KernelPool.open(await loadModule("plain-shared"), arena.memory, 2, startHelper);
    const { target, run } = fillRun(arena, 20);
    for (let turn = 0; turn < 50; turn++) {
      arena.floats(target, 100).fill(0);
      pool.run(run);
      expect([...new Set(arena.floats(target, 100))]).toEqual([3]);
    }
    pool.close();
  });

  it("leaves helpers out of some runs and takes them back, without confusing them", async () => {
    const arena = new Arena(true);
    const { startHelper } = await nodeSurroundings();
    const pool = await KernelPool.open(await loadModule("plain-shared"), arena.memory, 3, startHelper);
    const wide = fillRun(arena, 2);
    const narrow = fillRun(arena, 1);
    for (let turn = 0; turn < 3000; turn++) {
      const { target, run } = turn % 3 === 0 ? narrow : wide;
      arena.floats(target, 100).fill(0);
      pool.run(run, 1 + ((turn % 5) % 3));
      expect(arena.floats(target, 100).every((value) => value === 3)).toBe(true);
    }
    pool.close();
  });

  it("lets no helper begin a run that is only half written down", async () => {
    const arena = new Arena(true);
    const { startHelper } = await nodeSurroundings();
    const pool = await KernelPool.open(await loadModule("plain-shared"), arena.memory, 2, startHelper);
    const { run } = fillRun(arena, 1);
    const control = new Int32Array(arena.memory.buffer, 0, 256);
    const write = (word: number, value: number) => Atomics.store(control, word / 4, value);
    const count = () => {
      Atomics.add(control, RUN_NUMBER / 4, 1);
      Atomics.notify(control, RUN_NUMBER / 4);
    };
    const arrived = () => Atomics.load(control, ARRIVED / 4);
    count();
    write(RUN_PROGRAM, run.program);
    write(RUN_COMMANDS, run.commands);
    write(RUN_STEPS, run.steps);
    write(RUN_SCRATCH, run.scratch);
    write(RUN_THREADS, 2);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(arrived()).toBe(0);
    count();
    await expect.poll(arrived).toBe(1);
    pool.close();
  });
});
