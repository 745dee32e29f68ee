// The model of a run that sampling, measuring and files work on: of the open run, or of one at rest.
import type { Checkpoint } from "@/domain/checkpoint/checkpoint";
import type { WeightsOfRun } from "@/domain/checkpoint/inherit-weights";
import { graphParameters } from "@/domain/graph/parameters";
import type { PlainTensor } from "@/domain/named-tensors";
import { failure, type Result, success } from "@/domain/result";
import type { ParentWeights } from "@/domain/run/plan";
import type { RunId } from "@/domain/run/run";
import { isStored, type StoredTensor } from "@/domain/stored-tensor";
import type { TokenizerState } from "@/domain/tokenizer/tokenizer";
import type { SessionState } from "@/engine/engine";
import { type ActiveRun, checkpointDetails } from "./active-run";
import { isTooLargeToCopy } from "./changing-bytes";
import type { RunDesk } from "./run-desk";
import { weightsToUse } from "./state-to-use";

/** Gives the tokenizer of a run, null where the worker does not hold it. */
export function tokenizerOf(desk: RunDesk, id: RunId): TokenizerState | null {
  return desk.activeOf(id)?.data.tokenizer.state ?? desk.resting.get(id)?.checkpoint.details.tokenizer ?? null;
}

/** Tells whether a run may be reading weights from files: one at rest, or the open one by what it has frozen. */
export function mayReadFiles({ resting, active, opening }: RunDesk): boolean {
  if (opening.id !== null) return true;
  const isFrozen = active !== null && graphParameters(active.graph).some(({ role }) => role === "frozen");
  return isFrozen || resting.all().some(({ checkpoint }) => [...checkpoint.tensors.values()].some(isStored));
}

/** Gives the newest or the best weights of a run, and what of them it tunes. */
export async function readWeightsOf(
  desk: RunDesk,
  id: RunId,
  which: ParentWeights,
): Promise<Result<WeightsOfRun<PlainTensor | StoredTensor>>> {
  if (which === "best") {
    const active = desk.activeOf(id);
    const resting = desk.resting.get(id);
    const best = active === null ? (resting?.best?.state ?? null) : await bestOf(active);
    const config = active?.config ?? resting?.checkpoint.details.config;
    return best === null || config === undefined
      ? failure({ code: "noModel" })
      : success({ tensors: best.tensors, tuning: config.tuning });
  }
  const newest = await readCheckpointOf(desk, id, "weights");
  return newest.ok ? success({ tensors: newest.value.tensors, tuning: newest.value.details.config.tuning }) : newest;
}

function bestOf({ queue, training: { session, best } }: ActiveRun): Promise<SessionState | null> {
  return queue.run(async () => best && (await session.readState("weights", "best"))); // GPU sync
}

/**
 * Has the weights of a run used, with all that belongs to them. A run that trains waits meanwhile. Of a large one they lie
 * where it trains: what is read later is refused once it has gone on.
 */
export async function withCheckpointOf<T>(
  desk: RunDesk,
  id: RunId,
  use: (checkpoint: Checkpoint) => Promise<Result<T>>,
): Promise<Result<T>> {
  const active = desk.activeOf(id);
  if (active !== null) {
    return active.queue.run(async () => {
      const { tensors } = await weightsToUse(active);
      return use({ tensors, details: checkpointDetails(active) });
    });
  }
  const resting = desk.resting.get(id);
  return resting === null ? failure({ code: "noModel" }) : use(resting.checkpoint);
}

/** Gives the same for use out of turn: where a large run goes on meanwhile, whoever reads its weights is refused. */
export function lendCheckpointOf(desk: RunDesk, id: RunId): Promise<Result<Checkpoint>> {
  return withCheckpointOf(desk, id, async (checkpoint) => success(checkpoint));
}

/** Copies what of a run goes into its files: all, or of a large one its weights alone, as where it comes to rest. */
export function checkpointToKeep(desk: RunDesk, id: RunId): Promise<Result<Checkpoint>> {
  const active = desk.activeOf(id);
  return readCheckpointOf(desk, id, active !== null && isTooLargeToCopy(active) ? "weights" : "all");
}

/** Copies the weights of a run, slots only where all is wanted, with all that belongs to them, between two training slices. */
export async function readCheckpointOf(desk: RunDesk, id: RunId, what: "weights" | "all"): Promise<Result<Checkpoint>> {
  const active = desk.activeOf(id);
  if (active === null) {
    const resting = desk.resting.get(id);
    return resting === null ? failure({ code: "noModel" }) : success(resting.checkpoint);
  }
  return active.queue.run(async () => {
    const { tensors } = await active.training.session.readState(what); // GPU sync
    return success({ tensors, details: checkpointDetails(active) });
  });
}
