// Loss and accuracy of a batch of windows without dropout as a list of kernel calls. Pure: needs no device.
import type { ModelGraph, Param } from "@/domain/graph/model-graph";
import { LOSS_METRICS, planCrossEntropy } from "../operations/cross-entropy/plan";
import { planWindows } from "../operations/windows/plan";
import type { KernelCall } from "./contract/kernel-call";
import { RecordLayout, type StepField, type StepRecords } from "./contract/step-records";
import type { Tuning } from "./contract/tuning";
import { GraphPlan } from "./graph-plan";
import type { PlanStore } from "./plan-store";

/** The measuring of batches of `batch` windows, of which the first few may be all that count. */
export interface EvaluationPlan {
  readonly batch: number;
  readonly records: StepRecords;
  /** Start offsets of the windows (B), uint32. */
  readonly starts: StepField;
  /** Written by each step: LOSS_METRICS. */
  readonly metrics: StepField;
  /** Gives the calls that count the first `windows` windows; other counts change numbers in them, never buffers. */
  callsFor(windows: number): readonly KernelCall[];
}

const BATCHES_PER_RUN = 16;

/** Compiles the measuring of a graph on batches of `batch` windows. */
export function compileEvaluation(graph: ModelGraph, store: PlanStore, batch: number, tuning: Tuning): EvaluationPlan {
  const layout = new RecordLayout();
  const starts = layout.add("starts", batch);
  const metrics = layout.add("metrics", LOSS_METRICS);
  const windows = planWindows(graph, store, batch, starts);
  const plan = new GraphPlan({
    graph,
    tuning,
    batch,
    positions: graph.contextLength,
    ids: windows.ids,
    parameter: (param: Param) => store.layout.part(store.weights, param),
    dropoutKeys: null,
    decoding: null,
  });
  plan.emit(windows.call);
  const { targets } = windows;
  const loss = planCrossEntropy(
    {
      logits: plan.forward(),
      dLogits: null,
      targets,
      masked: store.lossMask !== null,
      vocabulary: graph.vocabularySize,
      metrics,
    },
    tuning,
  );
  const rows = targets.words / batch;
  return {
    batch,
    records: layout.finish("evaluationRecords", BATCHES_PER_RUN),
    starts,
    metrics,
    callsFor: (count) => [...plan.calls, ...loss(rows * count)],
  };
}
