// How much of a run there is to copy: what training changes. Frozen weights are shared, never copied.
import { sizeOf, trainedParameters } from "@/domain/graph/parameters";
import { optimizerSlots } from "@/domain/training/optimizer";
import type { ActiveRun } from "./active-run";

/** Most bytes of a state that leaves its device by itself; beyond it a copy would take the room of the run. */
const MOST_COPIED = 256 * 2 ** 20;

/** Tells whether weights and slots of a run are too large to be copied unasked. */
export function isTooLargeToCopy({ graph, config }: Pick<ActiveRun, "graph" | "config">): boolean {
  const numbers = trainedParameters(graph).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  const copies = 1 + optimizerSlots[config.training.optimizer].length;
  return Float32Array.BYTES_PER_ELEMENT * numbers * copies > MOST_COPIED;
}
