// The bytes that a session holds on a GPUDevice. Pure, so that they are known before it starts.
import type { ProgramPlan } from "../device";
import type { MemoryPlan } from "../memory-plan";
import { STRUCT_STRIDE } from "./recording";

/** Counts the memory of a plan and the arguments of its programs. */
export function countWebGpuBytes(memory: MemoryPlan, programs: readonly ProgramPlan[]): number {
  const calls = programs.reduce((sum, program) => sum + program.calls.length, 0);
  return 4 * memory.words + STRUCT_STRIDE * calls;
}
