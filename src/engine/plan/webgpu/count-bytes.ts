// The bytes that a session holds on a GPUDevice. Pure, so that they are known before it starts.

import { alignedWords } from "../contract/device-buffer";
import type { ProgramPlan } from "../device";
import type { MemoryPlan } from "../memory-plan";
import type { DeviceTraits } from "./traits";
import { translateCalls } from "./translate";

/** How much of each: the arena holds what kernels work on, with the scratch of the largest of a plan's programs behind. */
export interface WebGpuBytes {
  readonly arena: number;
  /** What no kernel sees: a buffer of its own, since none can be copied into itself. */
  readonly aside: number;
  /** Arguments of all programs. */
  readonly constants: number;
}

/** Counts what the memory of a plan and its programs take on a device that is so. */
export function countWebGpuBytes(
  memory: MemoryPlan,
  programs: readonly ProgramPlan[],
  traits: DeviceTraits,
): WebGpuBytes {
  const translated = programs.map((program) => translateCalls(program, memory, traits));
  const scratch = Math.max(0, ...translated.map(({ scratchWords }) => scratchWords));
  const constants = translated.reduce((sum, program) => sum + program.constants.length, 0);
  return { arena: 4 * (alignedWords(memory.words) + scratch), aside: 4 * memory.asideWords, constants: 4 * constants };
}
