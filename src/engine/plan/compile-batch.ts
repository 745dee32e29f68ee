// Windows, forward pass and loss of one batch of some form: what training steps and evaluations have in common.
import type { ModelGraph, NodeId, Param } from "@/domain/graph/model-graph";
import { countedOnly } from "@/domain/graph/narrow";
import { planSelection } from "../operations/counted-rows/plan";
import { planCrossEntropy } from "../operations/cross-entropy/plan";
import { type PlannedWindows, planWindows } from "../operations/windows/plan";
import type { BatchForm } from "./batch-forms";
import { createBuffer, type DeviceBuffer } from "./contract/device-buffer";
import type { StepField } from "./contract/step-records";
import type { Tuning } from "./contract/tuning";
import { GraphPlan } from "./graph-plan";
import type { PlanStore } from "./plan-store";

/** What batches of one form are computed with. */
export interface BatchSetting {
  readonly graph: ModelGraph;
  readonly store: PlanStore;
  readonly tuning: Tuning;
  readonly form: BatchForm;
  /** Windows of a batch. */
  readonly batch: number;
}

/** What one batch reads, and where its figures go. */
export interface BatchInput {
  readonly windows: PlannedWindows;
  /** One int32: the targets that the means are over; null for all. */
  readonly counted: DeviceBuffer | null;
  readonly metrics: StepField;
  /** Null outside training. */
  readonly dropoutKeys: ReadonlyMap<NodeId, StepField> | null;
}

/** Plans the cutting of a batch's windows at the offsets in `starts`. */
export function planBatchWindows({ graph, store, form, batch }: BatchSetting, starts: StepField): PlannedWindows {
  const everyPosition = graph.lossPositions === "every";
  return planWindows(store, { batch, positions: form.positions, everyPosition }, starts);
}

/** Plans the pass to the loss; gives the plan so far, and the gradient of the logits where training wants it. */
export function planPass(
  { graph, store, tuning, form, batch }: BatchSetting,
  { windows, counted, metrics, dropoutKeys }: BatchInput,
): { readonly plan: GraphPlan; readonly dLogits: DeviceBuffer | null } {
  const selection = form.room === null ? null : planSelection(windows.targets, form.room);
  const plan = new GraphPlan({
    graph: selection === null ? graph : countedOnly(graph),
    tuning,
    batch,
    positions: form.positions,
    ids: windows.ids,
    parameter: (param: Param) => store.layout.part(store.weights, param),
    dropoutKeys,
    decoding: null,
    selection,
  });
  if (selection !== null) plan.emit(selection.call);
  const logits = plan.forward();
  const dLogits = dropoutKeys === null ? null : createBuffer("gradient", logits.words);
  const { targets } = selection ?? windows;
  plan.emit(planCrossEntropy({ logits, dLogits, targets, counted, vocabulary: graph.vocabularySize, metrics }, tuning));
  return { plan, dLogits };
}
