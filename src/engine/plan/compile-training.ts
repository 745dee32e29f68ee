// One training step as a list of kernel calls: windows, forward pass, loss, backward pass, clipping and
// optimizer. Pure: needs no device.
import type { ModelGraph, NodeId, Param } from "@/domain/graph/model-graph";
import type { OptimizerKind } from "@/domain/training/optimizer";
import type { StepSettings } from "../engine";
import { LOSS_METRICS, planCrossEntropy } from "../operations/cross-entropy/plan";
import { planUpdate, rateWords, sampleOptimizers } from "../operations/optimizer/plan";
import { planWindows } from "../operations/windows/plan";
import { createBuffer, type DeviceBuffer } from "./contract/device-buffer";
import type { KernelCall } from "./contract/kernel-call";
import { RecordLayout, type StepField, type StepRecords } from "./contract/step-records";
import type { Tuning } from "./contract/tuning";
import { GraphPlan } from "./graph-plan";
import type { PlanStore } from "./plan-store";

/** A training step for one batch size. */
export interface TrainingPlan {
  readonly records: StepRecords;
  readonly fields: TrainingFields;
  /** Targets of a step. */
  readonly targets: number;
  /** Forward and backward pass: all calls but the update. */
  readonly passes: readonly KernelCall[];
  /** Buffers of the update. */
  readonly updateBuffers: readonly DeviceBuffer[];
  /** The calls of a step by some settings, for measuring. */
  readonly sampleCalls: readonly KernelCall[];
  /** Gives the calls of a step; other settings change numbers in them, never buffers. */
  callsFor(settings: StepSettings): readonly KernelCall[];
}

/** What each step's record holds. */
export interface TrainingFields {
  /** Start offsets of the windows (B), uint32. */
  readonly starts: StepField;
  /** Two words for each dropout node. */
  readonly dropoutKeys: ReadonlyMap<NodeId, StepField>;
  readonly rate: StepField;
  /** Written by the step: LOSS_METRICS; gradient norm. */
  readonly metrics: StepField;
  readonly norm: StepField;
}

// Enough to keep a device busy without asking back, little enough for its records' memory.
const STEPS_PER_RUN = 32;

/** Compiles the step of a graph on batches of `batch` windows. */
export function compileTraining(
  graph: ModelGraph,
  store: PlanStore,
  batch: number,
  optimizer: OptimizerKind,
  tuning: Tuning,
): TrainingPlan {
  const layout = new RecordLayout();
  const fields = addFields(layout, graph, batch, optimizer);
  const records = layout.finish("trainingRecords", STEPS_PER_RUN);
  const windows = planWindows(graph, store, batch, fields.starts);
  const plan = new GraphPlan({
    graph,
    tuning,
    batch,
    positions: graph.contextLength,
    ids: windows.ids,
    parameter: (param: Param) => store.layout.part(store.weights, param),
    dropoutKeys: fields.dropoutKeys,
    decoding: null,
  });
  plan.emit(windows.call);
  const logits = plan.forward();
  const dLogits = createBuffer("gradient", logits.words);
  const loss = planCrossEntropy(
    {
      logits,
      dLogits,
      targets: windows.targets,
      masked: store.lossMask !== null,
      vocabulary: graph.vocabularySize,
      metrics: fields.metrics,
    },
    tuning,
  );
  for (const call of loss(windows.targets.words)) plan.emit(call);
  plan.backward(dLogits, (param) => store.layout.part(store.gradients, param));
  const update = planUpdate({ parameters: store.layout.trainedPart(store.weights), ...store, ...fields }, tuning);
  const callsFor = (settings: StepSettings) => [
    ...plan.calls,
    ...update.callsFor(settings.optimizer, settings.gradientClip),
  ];
  return {
    records,
    fields,
    targets: windows.targets.words,
    passes: plan.calls,
    updateBuffers: update.buffers,
    sampleCalls: callsFor({ optimizer: sampleOptimizers[optimizer], gradientClip: null }),
    callsFor,
  };
}

function addFields(layout: RecordLayout, graph: ModelGraph, batch: number, optimizer: OptimizerKind): TrainingFields {
  const dropouts = graph.nodes.flatMap(({ op }, node) => (op.kind === "dropout" && op.rate > 0 ? [node] : []));
  return {
    starts: layout.add("starts", batch),
    dropoutKeys: new Map(dropouts.map((node) => [node, layout.add(`dropoutKey.${node}`, 2)])),
    rate: layout.add("rate", rateWords[optimizer]),
    metrics: layout.add("metrics", LOSS_METRICS),
    norm: layout.add("norm", 1),
  };
}
