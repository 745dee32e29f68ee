// The weights that a new run begins with, and its beginning by them, for whoever begins it: a hand or a plan.
import type { RunConfig } from "@/domain/config/run-config";
import { type Result, success } from "@/domain/result";
import type { ParentWeights } from "@/domain/run/plan";
import type { Run, RunId, RunParent } from "@/domain/run/run";
import type { TrainingClient } from "@/worker/training-client";
import type { BaseAccess } from "./base-access";
import type { Stores } from "./stores";

/** First weights that are at hand in the worker. */
export interface WeightsAtHand {
  /** Where they are taken from; null for fresh ones. */
  readonly source: RunId | null;
  readonly weights: ParentWeights;
  /** What the new run remembers of where they come from. */
  readonly parent: RunParent | null;
}

/**
 * Has the weights in the worker that settings ask for: those of their base, or fresh ones where they name none. Fails where
 * the base is gone or its fetching was stopped.
 */
export async function weightsOfSettings(
  { runs }: Pick<Stores, "runs">,
  { holdBase }: Pick<BaseAccess, "holdBase">,
  config: Pick<RunConfig, "base">,
): Promise<Result<WeightsAtHand>> {
  const held = await holdBase(config);
  if (!held.ok) return held;
  const base = runs.getState().runs.get(held.value ?? "");
  return success({ source: held.value, weights: "last", parent: base === undefined ? null : parentOf(base) });
}

/** Sets a new run going by its first weights. */
export function trainFrom(
  client: Pick<TrainingClient, "train" | "goOnWithData">,
  run: RunId,
  config: RunConfig,
  { source, weights }: Pick<WeightsAtHand, "source" | "weights">,
): Promise<Result<null>> {
  return source === null ? client.train(run, config) : client.goOnWithData(run, source, config, weights);
}

/** Gives what a run that begins with the newest weights of another remembers of it. */
export function parentOf({ id, name, progress, data }: Run): RunParent {
  return { id, name, step: progress.step, dataset: data.name };
}
