// The WASM target: kernel calls become commands on one memory, and runs happen at once, on this thread and
// the pool's helpers. The only file that knows both sides.

import type { DeviceBuffer } from "../contract/device-buffer";
import type { KernelCall } from "../contract/kernel-call";
import type { StepRecords } from "../contract/step-records";
import type { HostDevice, Program, ProgramPlan } from "../device";
import { type MemoryPlan, offsetIn } from "../memory-plan";
import { chooseBuild, fetchKernels, type KernelSource } from "./kernel-module";
import { layOut, type WasmLayout } from "./layout";
import { Arena } from "./memory";
import { type HelperFactory, KernelPool, startWorkerHelper } from "./pool";
import { ThreadChoice } from "./thread-choice";
import { translateProgram } from "./translate";
import { wasmTuning } from "./tuning";

/** How kernels are found and helpers started; the page's way by default. */
export interface WasmSurroundings {
  readonly source: KernelSource;
  readonly startHelper: HelperFactory;
}

const pageSurroundings: WasmSurroundings = { source: fetchKernels, startHelper: startWorkerHelper };

interface WasmProgram extends Program {
  readonly words: Int32Array<ArrayBuffer>;
  readonly commands: number;
  readonly threads: ThreadChoice;
}

/** The modules of bytes that are held: what a browser has made fast of one while it ran stays so for the next device. */
const modules = new WeakMap<BufferSource, Promise<WebAssembly.Module>>();

function compileOnce(bytes: BufferSource): Promise<WebAssembly.Module> {
  const module = modules.get(bytes) ?? WebAssembly.compile(bytes);
  modules.set(bytes, module);
  module.catch(() => modules.delete(bytes));
  return module;
}

/** Memory, kernels and threads of one session. */
export class WasmDevice implements HostDevice {
  readonly tuning = wasmTuning;
  readonly #arena: Arena;
  readonly #pool: KernelPool;
  #plan: MemoryPlan = { words: 0, asideWords: 0, offsets: new Map() };
  #base = 0;
  #layout: WasmLayout = { scratch: 0, scratchStride: 0, program: 0, programBytes: 0, bytes: 0 };
  /** The program that is in memory, ready to run. */
  #current: WasmProgram | null = null;

  private constructor(arena: Arena, pool: KernelPool) {
    this.#arena = arena;
    this.#pool = pool;
  }

  /** Opens a device of `threads` threads, or of one where helpers cannot start; one thread may take a spare memory. */
  static async open(
    threads: number,
    { source, startHelper }: WasmSurroundings = pageSurroundings,
    spare: WebAssembly.Memory | null = null,
  ): Promise<WasmDevice> {
    const shared = threads > 1;
    const arena = new Arena(shared, spare);
    const module = await compileOnce(await source(chooseBuild(shared)));
    return new WasmDevice(arena, await KernelPool.open(module, arena.memory, threads, startHelper));
  }

  get threads() {
    return this.#pool.threads;
  }

  get bytes() {
    return this.#arena.bytes;
  }

  /** Where all of it lies. */
  get memory(): WebAssembly.Memory {
    return this.#arena.memory;
  }

  allocate(plan: MemoryPlan, programs: readonly ProgramPlan[]): void {
    this.#plan = plan;
    this.#layout = layOut(plan, programs, this.#pool.threads);
    this.#base = this.#arena.allocate(this.#layout.bytes);
  }

  upload(buffer: DeviceBuffer, data: ArrayBufferView): void {
    this.#arena.upload(this.#address(buffer), data);
  }

  async download(buffer: DeviceBuffer): Promise<Float32Array<ArrayBuffer>> {
    return this.#arena.download(this.#address(buffer), buffer.words);
  }

  copy(from: DeviceBuffer, to: DeviceBuffer): void {
    this.view(to).set(this.view(from));
  }

  compile(calls: readonly KernelCall[], records: StepRecords): WasmProgram {
    const { words, commands, scratch } = translateProgram({ calls, records }, this.#plan, this.#base);
    const { scratchStride, programBytes } = this.#layout;
    if (scratch > scratchStride || words.byteLength > programBytes) {
      const [expected, got] = [`${programBytes} + ${scratchStride}`, `${words.byteLength} + ${scratch}`];
      throw new Error(`compile: expected a program of at most ${expected} bytes as allocated, got ${got}`);
    }
    return { records, words, commands, threads: new ThreadChoice(this.threads) };
  }

  async run(program: WasmProgram, records: Uint32Array<ArrayBuffer>): Promise<Uint32Array<ArrayBuffer>> {
    const address = this.#address(program.records.buffer);
    this.#arena.upload(address, records);
    this.#execute(program, records.length / program.records.stride);
    return new Uint32Array(this.#arena.download(address, records.length).buffer);
  }

  view(buffer: DeviceBuffer): Float32Array {
    return this.#arena.floats(this.#address(buffer), buffer.words);
  }

  runNow(program: WasmProgram): void {
    this.#execute(program, 1);
  }

  dispose(): void {
    this.#pool.close();
  }

  #execute(program: WasmProgram, steps: number): void {
    const { scratch, scratchStride, program: place } = this.#layout;
    if (this.#current !== program) {
      this.#arena.upload(this.#base + place, program.words);
      this.#current = program;
    }
    const run = {
      program: this.#base + place,
      commands: program.commands,
      stepStride: 4 * program.records.stride,
      scratch: this.#base + scratch,
      scratchStride,
    };
    for (let done = 0; done < steps; ) {
      const stretch = program.threads.next(steps - done);
      const begun = performance.now();
      this.#pool.run({ ...run, firstStep: done, steps: stretch.steps }, stretch.threads);
      program.threads.report(stretch, performance.now() - begun);
      done += stretch.steps;
    }
  }

  #address(buffer: DeviceBuffer): number {
    return this.#base + 4 * offsetIn(this.#plan, buffer);
  }
}
