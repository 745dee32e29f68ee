// What is to train later: a plan is whole, so that nothing that changes on the page reaches it.
import type { RunConfig, TrainingConfig } from "../config/run-config";
import type { CheckpointMark, RunId, RunParent } from "./run";

/** Which weights of a run another one begins with. */
export type ParentWeights = Extract<CheckpointMark["kind"], "last" | "best">;

/** Where the first weights of a planned run come from. */
export type FirstWeights =
  /** As its settings say: those of their base, or drawn by its seed where they name none. */
  | { readonly kind: "fresh" }
  /** Those of a run, newest or best. */
  | { readonly kind: "parent"; readonly parent: RunParent; readonly weights: ParentWeights }
  /** A checkpoint of a run that is kept in the browser, by the name of its file. */
  | { readonly kind: "checkpoint"; readonly parent: RunParent; readonly file: string };

/** What a plan does. */
export type PlannedWork =
  | { readonly kind: "begin"; readonly config: RunConfig; readonly from: FirstWeights }
  /** A run that is held goes on by these settings. */
  | { readonly kind: "goOn"; readonly run: RunId; readonly training: TrainingConfig };

/** One line of the queue. */
export interface Plan {
  /** Tells plans apart; the run that a plan begins has the same, so that whoever finds that run knows the plan as begun. */
  readonly id: RunId;
  /** Words for what is special about it. */
  readonly label: string;
  /** The data that it learns from, as they were when it was planned. */
  readonly data: { readonly name: string; readonly hash: string };
  readonly work: PlannedWork;
}

/** Gives the run that a plan trains. */
export function runOfPlan({ id, work }: Pick<Plan, "id" | "work">): RunId {
  return work.kind === "begin" ? id : work.run;
}
