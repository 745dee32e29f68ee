// The life of a helper thread: sleep until the next run, take part in it, until the pool closes.
import { CLOSED, CONSTANTS_START, RUN_NUMBER } from "./control";
import { instantiateKernels } from "./kernels";
import { readRun } from "./run-words";

/** What a helper is told once. Thread 0 is the pool's owner; helpers count from 1. */
export interface HelperSetup {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly thread: number;
}

// Runs often follow each other closely; waking a sleeper costs some tens of microseconds.
const SPINS = 2000;

/** Serves runs until the pool closes or one is aborted; `onReady` is called before the first wait. */
export function serveRuns(setup: HelperSetup, onReady: () => void): void {
  const kernels = instantiateKernels(setup.module, setup.memory);
  const control = new Int32Array(setup.memory.buffer, 0, CONSTANTS_START / 4);
  const word = (offset: number) => Atomics.load(control, offset >> 2);
  const { thread } = setup;
  let seen = word(RUN_NUMBER);
  onReady();
  for (;;) {
    for (let spin = 0; spin < SPINS && word(RUN_NUMBER) === seen; spin++);
    while (word(RUN_NUMBER) === seen) Atomics.wait(control, RUN_NUMBER >> 2, seen);
    seen = word(RUN_NUMBER);
    const run = readRun(control, seen);
    if (word(CLOSED) !== 0) return;
    // The owner does not wait for a helper that a run leaves out, and may be writing down the next run by now.
    if (run === null || thread >= run.threads) continue;
    const { program, commands, firstStep, steps, stepStride, threads } = run;
    const scratch = run.scratch + thread * run.scratchStride;
    if (kernels.run(program, commands, firstStep, steps, stepStride, thread, threads, scratch) !== 0) return;
  }
}
