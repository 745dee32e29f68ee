// A device that interprets kernel calls in plain TypeScript: slow, simple, and what every target is
// compared with.

import type { DeviceBuffer } from "../contract/device-buffer";
import { kernelArguments } from "../contract/kernel-arguments";
import type { KernelCall } from "../contract/kernel-call";
import type { StepField, StepRecords } from "../contract/step-records";
import type { Tuning } from "../contract/tuning";
import type { HostDevice, Program } from "../device";
import { type MemoryPlan, offsetIn } from "../memory-plan";
import type { PlainArguments } from "./kernel";
import { plainKernels } from "./kernels";

interface PlainProgram extends Program {
  readonly calls: readonly KernelCall[];
}

/** Memory of one session, as an array; kernels run at once in the caller's thread. */
export class PlainDevice implements HostDevice {
  /** Every sum in one part, every operation in its plainest form. */
  readonly tuning: Tuning = { partialChunks: 1, productParts: () => 1, embeddingProducts: () => false };
  readonly threads = 1;
  #memory = new Float32Array();
  #plan: MemoryPlan = { words: 0, offsets: new Map() };

  get bytes() {
    return this.#memory.byteLength;
  }

  allocate(plan: MemoryPlan): void {
    this.#plan = plan;
    this.#memory = new Float32Array(plan.words);
  }

  upload(buffer: DeviceBuffer, data: ArrayBufferView): void {
    const target = this.view(buffer);
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    new Uint8Array(target.buffer, target.byteOffset, target.byteLength).set(bytes);
  }

  async download(buffer: DeviceBuffer): Promise<Float32Array<ArrayBuffer>> {
    return new Float32Array(this.view(buffer));
  }

  compile(calls: readonly KernelCall[], records: StepRecords): PlainProgram {
    return { calls, records };
  }

  async run(program: PlainProgram, records: Uint32Array<ArrayBuffer>): Promise<Uint32Array<ArrayBuffer>> {
    const { buffer, stride } = program.records;
    this.upload(buffer, records);
    for (let step = 0; step < records.length / stride; step++) this.#runStep(program, step);
    const words = new Uint32Array(this.#memory.buffer, 4 * offsetIn(this.#plan, buffer), records.length);
    return new Uint32Array(words);
  }

  runNow(program: PlainProgram): void {
    this.#runStep(program, 0);
  }

  view(buffer: DeviceBuffer): Float32Array {
    const start = offsetIn(this.#plan, buffer);
    return this.#memory.subarray(start, start + buffer.words);
  }

  dispose(): void {
    this.#memory = new Float32Array();
  }

  #runStep({ calls, records }: PlainProgram, step: number): void {
    const record = offsetIn(this.#plan, records.buffer) + step * records.stride;
    for (const call of calls) {
      const kernel = plainKernels[call.kind] as (args: PlainArguments<typeof call.kind>) => void;
      kernel(this.#resolve(call, record) as PlainArguments<typeof call.kind>);
    }
  }

  #resolve(call: KernelCall, record: number): Readonly<Record<string, unknown>> {
    return Object.fromEntries(
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
  }
}
