// How much of a run there is to copy: what training changes. Frozen weights are shared, never copied.
import { float32Bytes, trainedParameters } from "@/domain/graph/parameters";
import { optimizerSlots } from "@/domain/training/optimizer";
import type { ActiveRun } from "./active-run";

/** Most bytes of a state that leaves its device by itself; beyond it a copy would take the room of the run. */
const MOST_COPIED = 256 * 2 ** 20;

/** Tells whether weights and slots of a run are too large to be copied unasked. */
export function isTooLargeToCopy({ graph, config }: Pick<ActiveRun, "graph" | "config">): boolean {
  const copies = 1 + optimizerSlots[config.training.optimizer].length;
  return copies * float32Bytes(trainedParameters(graph)) > MOST_COPIED;
}
