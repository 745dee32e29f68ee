// The life of a helper thread: sleep until the next run, take part in it, until the pool closes.
import {
  CLOSED,
  RUN_COMMANDS,
  RUN_FIRST_STEP,
  RUN_NUMBER,
  RUN_PROGRAM,
  RUN_SCRATCH,
  RUN_SCRATCH_STRIDE,
  RUN_STEP_STRIDE,
  RUN_STEPS,
} from "./control";
import { instantiateKernels } from "./kernels";

/** What a helper is told once. Thread 0 is the pool's owner; helpers count from 1. */
export interface HelperSetup {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly thread: number;
  readonly threads: number;
}

// Runs often follow each other closely; waking a sleeper costs some tens of microseconds.
const SPINS = 2000;

/** Serves runs until the pool closes or one is aborted; `onReady` is called before the first wait. */
export function serveRuns(setup: HelperSetup, onReady: () => void): void {
  const kernels = instantiateKernels(setup.module, setup.memory);
  const control = new Int32Array(setup.memory.buffer, 0, 256);
  const word = (offset: number) => Atomics.load(control, offset >> 2);
  let seen = word(RUN_NUMBER);
  onReady();
  for (;;) {
    for (let spin = 0; spin < SPINS && word(RUN_NUMBER) === seen; spin++);
    while (word(RUN_NUMBER) === seen) Atomics.wait(control, RUN_NUMBER >> 2, seen);
    seen = word(RUN_NUMBER);
    if (word(CLOSED) !== 0) return;
    const scratch = word(RUN_SCRATCH) + setup.thread * word(RUN_SCRATCH_STRIDE);
    const { thread, threads } = setup;
    if (
      kernels.run(
        word(RUN_PROGRAM),
        word(RUN_COMMANDS),
        word(RUN_FIRST_STEP),
        word(RUN_STEPS),
        word(RUN_STEP_STRIDE),
        thread,
        threads,
        scratch,
      )
    ) {
      return;
    }
  }
}
