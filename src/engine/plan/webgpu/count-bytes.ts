// The bytes that a session holds on a GPUDevice, and how many it could. Pure, so that they are known before it starts.
import type { MemoryNeed } from "@/domain/training/memory-forecast";

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
  /** What lies in one buffer, at most, and what one dispatch sees as one array. */
  readonly longest: number;
  readonly binding: number;
}

/** What a device takes, in bytes. */
export interface WebGpuLimits {
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
  /** All buffers together. */
  readonly budget: number;
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
  const bindings = translated.flatMap(({ dispatches }) =>
    dispatches.flatMap(({ places }) => places.map(({ words }) => words)),
  );
  return {
    arena: 4 * (alignedWords(memory.words) + scratch),
    aside: 4 * memory.asideWords,
    constants: 4 * constants,
    longest: 4 * mostOf([...memory.offsets.keys()].map(({ words }) => words)),
    binding: 4 * mostOf(bindings),
  };
}

/** Long lists are too many arguments for Math.max. */
function mostOf(numbers: readonly number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}

/** Gives all bytes, and how many there could be until the first of them reaches what the device takes. */
export function needOf({ arena, aside, constants, longest, binding }: WebGpuBytes, limits: WebGpuLimits): MemoryNeed {
  const bytes = arena + aside + constants;
  const { maxBufferSize, maxStorageBufferBindingSize, budget } = limits;
  const most = Math.min(maxStorageBufferBindingSize / binding, maxBufferSize / Math.max(longest, constants));
  return { bytes, limit: Math.min(budget, Math.floor(bytes * most)) };
}

/**
 * Gives the bytes that sessions may hold on a card, of which WebGPU tells nothing: half of the machine's memory, which
 * browsers tell in gigabytes up to 8, or 4 GiB of a machine that is not known. A card that is asked for more may give
 * it, and then be lost to the page.
 */
export function cardBudget(machineGigabytes: number | undefined): number {
  return (machineGigabytes ?? 8) * 2 ** 29;
}
