// What a target of the plan engine must do: keep one stretch of memory, translate lists of kernel calls,
// and run them. Everything above this file works on any target.
import type { DeviceBuffer } from "./contract/device-buffer";
import type { KernelCall } from "./contract/kernel-call";
import type { StepRecords } from "./contract/step-records";
import type { Tuning } from "./contract/tuning";
import type { MemoryPlan } from "./memory-plan";

/** A translated list of calls; only its device looks inside. */
export interface Program {
  readonly records: StepRecords;
}

/** Calls that a device is to translate, whose step fields lie in `records`. */
export interface ProgramPlan {
  readonly calls: readonly KernelCall[];
  readonly records: StepRecords;
}

/** Memory and kernels of one session. */
export interface Device {
  readonly threads: number;
  /** What the plans that it runs must keep to. */
  readonly tuning: Tuning;
  /** Bytes that the device holds, its own working memory included. */
  readonly bytes: number;
  /**
   * Takes all memory of a plan, zeroed, and what running the largest of the programs needs; later nothing
   * more. Call once, before anything else. Fails with OutOfMemory when there is not so much.
   */
  allocate(plan: MemoryPlan, programs: readonly ProgramPlan[]): void | Promise<void>;
  /** Copies into a buffer, after all work enqueued so far. */
  upload(buffer: DeviceBuffer, data: ArrayBufferView): void;
  /** Copies a buffer as it is after all work enqueued so far. */
  download(buffer: DeviceBuffer): Promise<Float32Array<ArrayBuffer>>;
  /** Sees a buffer as floats, until the next call of any other method; absent where the host cannot see the memory. */
  view?(buffer: DeviceBuffer): Float32Array;
  /** Copies a buffer into another as long, after all work enqueued so far; one of the two lies aside. */
  copy(from: DeviceBuffer, to: DeviceBuffer): void;
  /** Translates calls whose step fields lie in `records`; they may differ from a program allocated for in numbers. */
  compile(calls: readonly KernelCall[], records: StepRecords): Program;
  /**
   * Enqueues a run of one step for each record, at most the capacity. Gives the records as they are after
   * it; rejects when the device failed, after which it is of no more use.
   */
  run(program: Program, records: Uint32Array<ArrayBuffer>): Promise<Uint32Array<ArrayBuffer>>;
  dispose(): void;
}

/** A device that works in the caller's thread, on memory that the caller can see. */
export interface HostDevice extends Device {
  allocate(plan: MemoryPlan, programs: readonly ProgramPlan[]): void;
  /** Sees a buffer as floats, until the next call of any other method but `runNow`. */
  view(buffer: DeviceBuffer): Float32Array;
  /** Runs one step by the record that is in the device's memory, and returns when it is done. */
  runNow(program: Program): void;
}
