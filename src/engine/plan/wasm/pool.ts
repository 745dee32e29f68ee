// Runs programs on this thread and on helper workers over one memory. The caller is thread 0 and blocks
// until a run is over; a helper that dies makes the run fail after some seconds instead of hanging.
import { DeviceFailure } from "../../device-failure";
import { ABORTED, CLOSED, CONSTANTS_START, RUN_NUMBER } from "./control";
import type { HelperSetup } from "./helper";
import { instantiateKernels, type Kernels } from "./kernels";
import { type Run, writeRun } from "./run-words";

/** A started helper: `ready` resolves when it waits for runs, `failure` when it dies. */
export interface Helper {
  readonly ready: Promise<void>;
  readonly failure: Promise<void>;
  terminate(): void;
}

/** Starts helpers; the page uses workers, tests in Node worker threads. */
export type HelperFactory = (setup: HelperSetup) => Helper;

const READY_MILLISECONDS = 5000;

/** Starts a browser worker as helper. */
export const startWorkerHelper: HelperFactory = (setup) => {
  const worker = new Worker(new URL("./pool-worker.ts", import.meta.url), {
    type: "module",
    name: `kernels-${setup.thread}`,
  });
  const failure = new Promise<void>((resolve) => worker.addEventListener("error", () => resolve()));
  const ready = new Promise<void>((resolve) => worker.addEventListener("message", () => resolve(), { once: true }));
  worker.postMessage(setup);
  return { ready, failure, terminate: () => worker.terminate() };
};

/** Threads over one memory. */
export class KernelPool {
  readonly threads: number;
  readonly #kernels: Kernels;
  readonly #memory: WebAssembly.Memory;
  readonly #helpers: readonly Helper[];

  private constructor(module: WebAssembly.Module, memory: WebAssembly.Memory, helpers: readonly Helper[]) {
    this.#kernels = instantiateKernels(module, memory);
    this.#memory = memory;
    this.#helpers = helpers;
    this.threads = helpers.length + 1;
    for (const helper of helpers) void helper.failure.then(() => this.#set(ABORTED, 1));
  }

  /** Opens a pool of `threads` threads, or of one when the helpers do not start in time. */
  static async open(
    module: WebAssembly.Module,
    memory: WebAssembly.Memory,
    threads: number,
    start: HelperFactory = startWorkerHelper,
  ): Promise<KernelPool> {
    const helpers: Helper[] = [];
    for (let thread = 1; thread < threads; thread++) helpers.push(start({ module, memory, thread }));
    if (await allReady(helpers)) return new KernelPool(module, memory, helpers);
    for (const helper of helpers) helper.terminate();
    return new KernelPool(module, memory, []);
  }

  /**
   * Executes a run on `threads` of the pool's threads; blocks. Throws when a helper was missed, after which
   * the pool is of no more use.
   */
  run(run: Run, threads = this.threads): void {
    if (run.commands === 0 || run.steps === 0) return;
    const { program, commands, firstStep, steps, stepStride, scratch } = run;
    if (threads > 1) writeRun(this.#control(), { ...run, threads });
    const missed = this.#kernels.run(program, commands, firstStep, steps, stepStride, 0, threads, scratch);
    if (missed !== 0)
      throw new DeviceFailure("KernelPool.run: expected every helper at the barrier, got none within the limit");
  }

  /** Ends the helpers. */
  close(): void {
    if (this.#helpers.length === 0) return;
    this.#set(CLOSED, 1);
    this.#set(ABORTED, 1);
    Atomics.add(this.#control(), RUN_NUMBER >> 2, 2);
    Atomics.notify(this.#control(), RUN_NUMBER >> 2);
    for (const helper of this.#helpers) helper.terminate();
  }

  #set(offset: number, value: number): void {
    Atomics.store(this.#control(), offset >> 2, value);
  }

  #control(): Int32Array<ArrayBuffer> {
    return new Int32Array(this.#memory.buffer, 0, CONSTANTS_START / 4);
  }
}

async function allReady(helpers: readonly Helper[]): Promise<boolean> {
  if (helpers.length === 0) return true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), READY_MILLISECONDS);
  });
  const failed = helpers.map((helper) => helper.failure.then(() => false));
  const ready = Promise.all(helpers.map((helper) => helper.ready)).then(() => true);
  const outcome = await Promise.race([ready, late, ...failed]);
  clearTimeout(timer);
  return outcome;
}
