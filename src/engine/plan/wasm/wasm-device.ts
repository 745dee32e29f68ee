// The WASM target: kernel calls become commands on one memory, and runs happen at once, on this thread and
// the pool's helpers. The only file that knows both sides.
import type { ActivationName } from "@/domain/graph/model-graph";
import type { HostDevice, Program } from "../device";
import type { DeviceBuffer } from "../device-buffer";
import { kernelArguments } from "../kernel-arguments";
import type { KernelCall, PARTIAL_CHUNKS } from "../kernel-call";
import { type MemoryPlan, offsetIn } from "../memory-plan";
import type { StepField, StepRecords } from "../step-records";
import { type Command, encodeCommands } from "./commands";
import { chooseBuild, fetchKernels, type KernelSource } from "./kernel-module";
import { Arena } from "./memory";
import * as opcodes from "./opcodes";
import { type HelperFactory, KernelPool, startWorkerHelper } from "./pool";
import { scratchBytes } from "./scratch";

/** How kernels are found and helpers started; the page's way by default. */
export interface WasmSurroundings {
  readonly source: KernelSource;
  readonly startHelper: HelperFactory;
}

interface WasmProgram extends Program {
  readonly words: Int32Array<ArrayBuffer>;
  readonly commands: number;
}

const activationCodes = {
  gelu: opcodes.ACTIVATION_GELU,
  relu: opcodes.ACTIVATION_RELU,
  tanh: opcodes.ACTIVATION_TANH,
} as const satisfies Record<ActivationName, number>;

opcodes.REDUCTION_CHUNKS satisfies typeof PARTIAL_CHUNKS;

/** Memory, kernels and threads of one session. */
export class WasmDevice implements HostDevice {
  readonly #arena: Arena;
  readonly #pool: KernelPool;
  #plan: MemoryPlan = { words: 0, offsets: new Map() };
  #base = 0;
  #scratch = { offset: 0, stride: 0 };
  /** Where programs go before they run, and the one that is there. */
  #program: { readonly offset: number; readonly bytes: number; current: WasmProgram | null } = {
    offset: 0,
    bytes: 0,
    current: null,
  };

  private constructor(arena: Arena, pool: KernelPool) {
    this.#arena = arena;
    this.#pool = pool;
  }

  /** Opens a device of `threads` threads, or of one where helpers cannot start. */
  static async open(
    threads: number,
    { source, startHelper }: WasmSurroundings = { source: fetchKernels, startHelper: startWorkerHelper },
  ): Promise<WasmDevice> {
    const shared = threads > 1;
    const arena = new Arena(shared);
    const module = await WebAssembly.compile(await source(chooseBuild(shared)));
    return new WasmDevice(arena, await KernelPool.open(module, arena.memory, threads, startHelper));
  }

  get threads() {
    return this.#pool.threads;
  }

  get bytes() {
    return this.#arena.bytes;
  }

  allocate(plan: MemoryPlan): void {
    this.#plan = plan;
    this.#base = this.#arena.allocate(4 * plan.words);
  }

  upload(buffer: DeviceBuffer, data: ArrayBufferView): void {
    this.#arena.upload(this.#address(buffer), data);
  }

  async download(buffer: DeviceBuffer): Promise<Float32Array<ArrayBuffer>> {
    return this.#arena.download(this.#address(buffer), buffer.words);
  }

  compile(calls: readonly KernelCall[], records: StepRecords): WasmProgram {
    const commands = calls.map((call) => this.#commandOf(call, records));
    const words = encodeCommands(commands);
    this.#reserve(scratchBytes(commands), words.byteLength);
    return { records, words, commands: commands.length };
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
    if (this.#program.current !== program) {
      this.#arena.upload(this.#program.offset, program.words);
      this.#program.current = program;
    }
    this.#pool.run({
      program: this.#program.offset,
      commands: program.commands,
      steps,
      stepStride: 4 * program.records.stride,
      scratch: this.#scratch.offset,
      scratchStride: this.#scratch.stride,
    });
  }

  #address(buffer: DeviceBuffer): number {
    return this.#base + 4 * offsetIn(this.#plan, buffer);
  }

  /** Takes more working memory where a program needs more than those before it; the first is the largest as a rule. */
  #reserve(scratch: number, program: number): void {
    if (scratch > this.#scratch.stride) {
      this.#scratch = { offset: this.#arena.allocate(scratch * this.#pool.threads), stride: scratch };
    }
    if (program > this.#program.bytes) {
      this.#program = { offset: this.#arena.allocate(program), bytes: program, current: null };
    }
  }

  #commandOf(call: KernelCall, records: StepRecords): Command {
    const values = call as unknown as Readonly<Record<string, unknown>>;
    const record = this.#address(records.buffer);
    const command: Record<string, unknown> = { kind: call.kind };
    for (const [name, kind] of Object.entries(kernelArguments[call.kind])) {
      const value = values[name];
      if (value === null) command[name] = 0;
      else if (kind === "buffer" || kind === "optional") command[name] = this.#address(value as DeviceBuffer);
      else if (kind === "step" || kind === "optionalStep") command[name] = record + 4 * (value as StepField).start;
      else if (kind === "activation") command[name] = activationCodes[value as ActivationName];
      else command[name] = Number(value);
    }
    return command as unknown as Command;
  }
}
