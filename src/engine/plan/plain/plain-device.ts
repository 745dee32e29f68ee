// A device that interprets kernel calls in plain TypeScript: slow, simple, and what every target is
// compared with.

import type { DeviceBuffer } from "../contract/device-buffer";
import { kernelArguments } from "../contract/kernel-arguments";
import type { KernelCall } from "../contract/kernel-call";
import type { StepField, StepRecords } from "../contract/step-records";
import type { Tuning } from "../contract/tuning";
import type { HostDevice, Program } from "../device";
import { type MemoryPlan, offsetIn } from "../memory-plan";
import type { PlainArguments, PlainKernel } from "./kernel";
import { plainKernels } from "./kernels";

interface PlainProgram extends Program {
  /** Carries out the step of each record, as calls bound to it. */
  readonly steps: readonly (() => void)[];
}

/** Memory of one session, as an array; kernels run at once in the caller's thread. */
export class PlainDevice implements HostDevice {
  /** Every sum in one part, every operation in its plainest form. */
  readonly tuning: Tuning = {
    arenaWords: Number.POSITIVE_INFINITY,
    partialChunks: 1,
    productParts: () => 1,
    embeddingProducts: () => false,
  };
  readonly threads = 1;
  #memory = new Float32Array();
  #plan: MemoryPlan = { words: 0, asideWords: 0, offsets: new Map() };

  get bytes() {
    return this.#memory.byteLength;
  }

  allocate(plan: MemoryPlan): void {
    this.#plan = plan;
    this.#memory = new Float32Array(plan.words + plan.asideWords);
  }

  upload(buffer: DeviceBuffer, data: ArrayBufferView): void {
    const target = this.view(buffer);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(bytes);
  }

  async download(buffer: DeviceBuffer): Promise<Float32Array<ArrayBuffer>> {
    return new Float32Array(this.view(buffer));
  }

  copy(from: DeviceBuffer, to: DeviceBuffer): void {
    this.view(to).set(this.view(from));
  }

  compile(calls: readonly KernelCall[], records: StepRecords): PlainProgram {
    const first = offsetIn(this.#plan, records.buffer);
    const steps = Array.from({ length: records.capacity }, (_, step) => {
      const runs = calls.map((call) => this.#bind(call, first + step * records.stride));
      return () => {
        for (const run of runs) run();
      };
    });
    return { steps, records };
  }

  async run(program: PlainProgram, records: Uint32Array<ArrayBuffer>): Promise<Uint32Array<ArrayBuffer>> {
    const { buffer, stride } = program.records;
    this.upload(buffer, records);
    for (let step = 0; step < records.length / stride; step++) program.steps[step]();
    const words = new Uint32Array(this.#memory.buffer, 4 * offsetIn(this.#plan, buffer), records.length);
    return new Uint32Array(words);
  }

  runNow(program: PlainProgram): void {
    program.steps[0]();
  }

  view(buffer: DeviceBuffer): Float32Array {
    const start = offsetIn(this.#plan, buffer);
    return this.#memory.subarray(start, start + buffer.words);
  }

  dispose(): void {
    this.#memory = new Float32Array();
  }

  /** Hands a call's kernel its arguments as arrays, fields of the record that begins at word `record` among them. */
  #bind(call: KernelCall, record: number): () => void {
    const args: unknown = Object.fromEntries(
      Object.entries(kernelArguments[call.kind]).map(([name, kind]) => {
        const value = (call as unknown as Readonly<Record<string, unknown>>)[name];
        if (value === null) return [name, null];
        if (kind === "buffer" || kind === "optional") return [name, this.view(value as DeviceBuffer)];
        if (kind !== "step" && kind !== "optionalStep") return [name, value];
        const { start, words } = value as StepField;
        const floats = this.#memory.subarray(record + start, record + start + words);
        return [name, kind === "step" ? floats : new Uint32Array(floats.buffer, floats.byteOffset, words)];
      }),
    );
    const kernel = plainKernels[call.kind] as PlainKernel<typeof call.kind>;
    return kernel(args as PlainArguments<typeof call.kind>);
  }
}
