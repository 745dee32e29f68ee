// The WebGPU target: one buffer, or several where none may be so long, hold all memory that the kernels of a session see, and a run is one compute pass over bind groups
// that were recorded once. Work that is asked for happens in order, and never more than two submissions wait.
import { DeviceFailure } from "../../device-failure";
import { OutOfMemory } from "../../out-of-memory";
import type { DeviceBuffer } from "../contract/device-buffer";
import type { KernelCall } from "../contract/kernel-call";
import type { StepRecords } from "../contract/step-records";
import type { Device, Program, ProgramPlan } from "../device";
import { type MemoryPlan, offsetIn } from "../memory-plan";
import { Arenas } from "./arenas";
import { countWebGpuBytes } from "./count-bytes";
import type { PipelineCache } from "./pipelines";
import { ReadBack } from "./read-back";
import { encodeSteps, type RecordedProgram, recordProgram } from "./recording";
import { SubmissionPace } from "./submission-pace";
import type { DeviceTraits } from "./traits";
import { webGpuTuning } from "./tuning";

interface WebGpuProgram extends Program {
  /** Rejects where a kernel does not compile. */
  readonly recorded: Promise<RecordedProgram>;
}

/** Submissions that may wait for the device: one works while the next is prepared. */
const MOST_SUBMISSIONS = 2;

/** Memory and kernels of one session on a GPUDevice that others may use too. */
export class WebGpuDevice implements Device {
  readonly threads = 1;
  readonly #gpu: GPUDevice;
  readonly #pipelines: PipelineCache;
  readonly #traits: DeviceTraits;
  readonly #readBack: ReadBack;
  readonly #pace = new SubmissionPace();
  #memory: { readonly seen: Arenas; readonly aside: Arenas } | null = null;
  #plan: MemoryPlan = { words: 0, asideWords: 0, offsets: new Map() };
  #bytes = 0;
  /** Everything enqueued so far; never rejects. */
  #tail: Promise<unknown> = Promise.resolve();
  #submissions: Promise<unknown>[] = [];

  /** Creates a device without memory; the pipelines may be shared between devices of one GPUDevice. */
  constructor(gpu: GPUDevice, pipelines: PipelineCache, traits: DeviceTraits) {
    this.#gpu = gpu;
    this.#pipelines = pipelines;
    this.#traits = traits;
    this.#readBack = new ReadBack(gpu);
  }

  get bytes() {
    return this.#bytes;
  }

  get tuning() {
    return webGpuTuning(this.#traits);
  }

  async allocate(plan: MemoryPlan, programs: readonly ProgramPlan[]): Promise<void> {
    this.#plan = plan;
    const bytes = countWebGpuBytes(plan, programs, this.#traits);
    this.#bytes = bytes.arena + bytes.aside + bytes.constants;
    this.#gpu.pushErrorScope("out-of-memory");
    const { STORAGE, COPY_SRC, COPY_DST } = GPUBufferUsage;
    const { arenaWords } = this.#traits;
    this.#memory = {
      seen: new Arenas(this.#gpu, bytes.arena, STORAGE | COPY_SRC | COPY_DST, arenaWords),
      aside: new Arenas(this.#gpu, bytes.aside, COPY_SRC | COPY_DST, arenaWords),
    };
    const failure = await this.#gpu.popErrorScope();
    if (failure !== null) throw new OutOfMemory(this.#bytes, failure);
    // Compiled here, so that the first step need not wait for it.
    await Promise.all(programs.map(({ calls, records }) => this.compile(calls, records).recorded));
  }

  upload(buffer: DeviceBuffer, data: ArrayBufferView): void {
    const bytes = new Uint8Array(4 * Math.ceil(data.byteLength / 4));
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    void this.#enqueue(async () => this.#gpu.queue.writeBuffer(...this.#placeOf(buffer), bytes));
  }

  async download(buffer: DeviceBuffer): Promise<Float32Array<ArrayBuffer>> {
    const { values } = await this.#enqueue(async () => {
      const encoder = this.#gpu.createCommandEncoder();
      return { values: this.#readBack.submit(encoder, ...this.#placeOf(buffer), 4 * buffer.words) };
    });
    return new Float32Array(await values);
  }

  copy(from: DeviceBuffer, to: DeviceBuffer): void {
    void this.#enqueue(async () => {
      const encoder = this.#gpu.createCommandEncoder();
      encoder.copyBufferToBuffer(...this.#placeOf(from), ...this.#placeOf(to), 4 * from.words);
      this.#gpu.queue.submit([encoder.finish()]);
    });
  }

  compile(calls: readonly KernelCall[], records: StepRecords): WebGpuProgram {
    const own = { gpu: this.#gpu, pipelines: this.#pipelines, traits: this.#traits };
    const context = { ...own, arenas: this.#allocated.seen, memory: this.#plan };
    const recorded = recordProgram({ calls, records }, context);
    // Whoever runs the program hears of it.
    recorded.catch(() => undefined);
    return { records, recorded };
  }

  run(program: WebGpuProgram, records: Uint32Array<ArrayBuffer>): Promise<Uint32Array<ArrayBuffer>> {
    const results = this.#runInOrder(program, records);
    // A session that ends does not wait for its last results.
    results.catch(() => undefined);
    return results;
  }

  dispose(): void {
    this.#memory?.seen.destroy();
    this.#memory?.aside.destroy();
    this.#memory = null;
  }

  async #runInOrder(program: WebGpuProgram, records: Uint32Array<ArrayBuffer>): Promise<Uint32Array<ArrayBuffer>> {
    const parts = await this.#enqueue(async () => {
      const recorded = await program.recorded;
      const { stride } = program.records;
      const submitted: Promise<ArrayBuffer>[] = [];
      for (let done = 0; done < records.length / stride; ) {
        await this.#waitForRoom();
        const steps = this.#pace.next(records.length / stride - done);
        const stretch = records.subarray(done * stride, (done + steps) * stride);
        submitted.push(this.#submit(recorded, program.records, stretch));
        done += steps;
      }
      return submitted;
    });
    const results = new Uint32Array(records.length);
    let filled = 0;
    for (const part of parts) {
      const words = new Uint32Array(await part);
      results.set(words, filled);
      filled += words.length;
    }
    return results;
  }

  #submit(program: RecordedProgram, place: StepRecords, records: Uint32Array<ArrayBuffer>): Promise<ArrayBuffer> {
    const [arena, address] = this.#placeOf(place.buffer);
    this.#gpu.queue.writeBuffer(arena, address, records);
    const encoder = this.#gpu.createCommandEncoder();
    const steps = records.length / place.stride;
    const begun = performance.now();
    encodeSteps(encoder, program, { steps, stride: 4 * place.stride });
    const values = this.#readBack.submit(encoder, arena, address, records.byteLength);
    const done = () => this.#pace.report(steps, performance.now() - begun);
    this.#submissions.push(values.then(done, () => undefined));
    return values;
  }

  async #waitForRoom(): Promise<void> {
    while (this.#submissions.length >= MOST_SUBMISSIONS) await this.#submissions.shift();
  }

  /** Does some work when all that was asked for before is under way. */
  #enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#tail.then(work);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  get #allocated() {
    if (this.#memory === null) throw new DeviceFailure("WebGpuDevice: expected memory, got a device that has none");
    return this.#memory;
  }

  #placeOf(buffer: DeviceBuffer): [memory: GPUBuffer, address: number] {
    const { seen, aside } = this.#allocated;
    const [offset, { words }] = [offsetIn(this.#plan, buffer), this.#plan];
    return offset < words ? seen.at(offset) : aside.at(offset - words);
  }
}
