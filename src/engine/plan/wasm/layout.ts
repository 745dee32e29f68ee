// How a session's share of the kernels' memory is divided: tensors, scratch of every thread, program. Pure,
// so that the bytes of a run are known before it starts.
import type { ProgramPlan } from "../device";
import type { MemoryPlan } from "../memory-plan";
import { CONTROL_BYTES } from "./control";
import { alignedBytes } from "./memory";
import { translateProgram } from "./translate";

/** Offsets in bytes from the first tensor. Programs run one at a time and share scratch and place. */
export interface WasmLayout {
  readonly scratch: number;
  /** Bytes of one thread's scratch. */
  readonly scratchStride: number;
  readonly program: number;
  readonly programBytes: number;
  /** Of everything. */
  readonly bytes: number;
}

/** Divides the memory for the tensors of a plan and the largest of its programs on `threads` threads. */
export function layOut(memory: MemoryPlan, programs: readonly ProgramPlan[], threads: number): WasmLayout {
  const translated = programs.map((program) => translateProgram(program, memory, CONTROL_BYTES));
  const scratchStride = Math.max(0, ...translated.map((program) => program.scratch));
  const programBytes = Math.max(0, ...translated.map((program) => program.words.byteLength));
  const scratch = alignedBytes(4 * (memory.words + memory.asideWords));
  const program = scratch + alignedBytes(threads * scratchStride);
  return { scratch, scratchStride, program, programBytes, bytes: program + alignedBytes(programBytes) };
}

/** Counts the bytes that a device holds with such a layout, its control block included. */
export function countWasmBytes(memory: MemoryPlan, programs: readonly ProgramPlan[], threads: number): number {
  return CONTROL_BYTES + layOut(memory, programs, threads).bytes;
}
