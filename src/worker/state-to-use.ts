// States of an open run for a moment's use, within its queue: nothing is copied that would take the room of the run.
import { isAdapter } from "@/domain/graph/adapters";
import { inMemory } from "@/domain/stored-tensor";
import type { SessionState, StatePlace } from "@/engine/engine";
import type { ActiveRun } from "./active-run";
import { isTooLargeToCopy } from "./changing-bytes";

/**
 * Gives weights as a copy, or of a large run as its device holds them, to be read before the run goes on. Adapters are in
 * memory in any case, since they are wanted as a whole.
 */
export async function weightsToUse(active: ActiveRun, of: StatePlace = "newest"): Promise<SessionState> {
  const { session } = active.training;
  if (!isTooLargeToCopy(active)) return session.readState("weights", of); // GPU sync
  const { step, tensors } = await session.lendState("weights", of);
  const used = new Map(tensors);
  for (const [name, tensor] of tensors) if (isAdapter(name)) used.set(name, await inMemory(name, tensor));
  return { step, tensors: used };
}
