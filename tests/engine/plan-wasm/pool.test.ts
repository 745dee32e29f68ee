// The pool of threads: what happens when a helper does not come or dies.
import { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { encodeCommands } from "@/engine/plan/wasm/commands";
import { ABORTED } from "@/engine/plan/wasm/control";
import { Arena } from "@/engine/plan/wasm/memory";
import { type HelperFactory, KernelPool } from "@/engine/plan/wasm/pool";
import { loadHelperCode, loadModule, nodeHelpers } from "./laboratory";

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
    const helpers = nodeHelpers(await loadHelperCode());
    const pool = await KernelPool.open(await loadModule("plain-shared"), arena.memory, 2, helpers);
    const { target, run } = fillRun(arena, 20);
    for (let turn = 0; turn < 50; turn++) {
      arena.floats(target, 100).fill(0);
      pool.run(run);
      expect([...new Set(arena.floats(target, 100))]).toEqual([3]);
    }
    pool.close();
  });
});
