// Proof that all peers do the same work: without dropout, from the same weights over the same windows,
// their losses must stay together step by step.
import type { Peer } from "../peer";
import type { SystemId } from "../systems";
import { firstLineOf } from "./turns";

/** Nats that a peer's loss may be off ours at any step. */
export const LOSS_TOLERANCE = 1e-3;

/** A peer's losses beside ours. */
export interface SameWork {
  readonly losses: readonly number[];
  /** Largest distance from the first peer's losses; null where the peer could not run. */
  readonly difference: number | null;
  readonly failure: string | null;
}

/** Takes the same steps with every peer; the first of them is the yardstick. */
export async function compareLosses(
  peers: ReadonlyMap<string, Peer>,
  system: SystemId,
  steps: number,
): Promise<ReadonlyMap<string, SameWork>> {
  const results = new Map<string, SameWork>();
  let yardstick: readonly number[] | null = null;
  for (const [id, peer] of peers) {
    try {
      const session = await peer.open({ kind: "training", system, dropout: false });
      if (session === null) continue;
      const { losses } = await session.run(steps);
      await session.close();
      yardstick ??= losses;
      results.set(id, { losses, difference: largestDistance(losses, yardstick), failure: null });
    } catch (error) {
      results.set(id, { losses: [], difference: null, failure: firstLineOf(error) });
    }
  }
  return results;
}

function largestDistance(losses: readonly number[], yardstick: readonly number[]): number {
  const distances = yardstick.map((loss, index) => Math.abs(loss - (losses[index] ?? Number.NaN)));
  return distances.some(Number.isNaN) ? Number.POSITIVE_INFINITY : Math.max(...distances);
}
