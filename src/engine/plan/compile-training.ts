// One training step as a list of kernel calls: windows, forward pass, loss, backward pass, clipping and
// optimizer. Pure: needs no device.
import type { ModelGraph, NodeId } from "@/domain/graph/model-graph";
import { trainedParameters } from "@/domain/graph/parameters";
import type { OptimizerKind } from "@/domain/training/optimizer";
import type { StepSize } from "@/domain/windows/batch-order";
import type { StepSettings } from "../engine";
import { LOSS_METRICS } from "../operations/cross-entropy/plan";
import { planUpdate, rateWords, sampleOptimizers } from "../operations/optimizer/plan";
import type { BatchForm } from "./batch-forms";
import { type BatchInput, type BatchSetting, planBatchWindows, planPass } from "./compile-batch";
import { createBuffer, type DeviceBuffer } from "./contract/device-buffer";
import type { KernelCall } from "./contract/kernel-call";
import { RecordLayout, type StepField, type StepRecords } from "./contract/step-records";

/** Training steps of one size, in as many forms as their batches need. */
export interface TrainingPlan {
  readonly records: StepRecords;
  readonly fields: TrainingFields;
  readonly forms: readonly TrainingForm[];
  /** Buffers that outlast the stretch of calls that writes them. */
  readonly lasting: readonly DeviceBuffer[];
  /** Gives the calls of a step in the form at a place; other settings change numbers in them, never buffers. */
  callsFor(form: number, settings: StepSettings): readonly KernelCall[];
  /** The calls of a step in each form by some settings, for measuring. */
  readonly sampleCalls: readonly (readonly KernelCall[])[];
}

/** The passes of a step whose batches have one form: all its calls but the update. */
export interface TrainingForm extends BatchForm {
  /** One behind the other; none reads temporary buffers of another. */
  readonly stretches: readonly (readonly KernelCall[])[];
}

/** What each step's record holds. */
export interface TrainingFields {
  /** Start offsets of the windows, batch after batch, uint32. */
  readonly starts: StepField;
  readonly batches: readonly BatchFields[];
  readonly rate: StepField;
  /** Written by the step: gradient norm. */
  readonly norm: StepField;
}

/** What the record holds of one batch. */
interface BatchFields {
  /** Part of the step's. */
  readonly starts: StepField;
  /** Two words for each dropout node. */
  readonly dropoutKeys: ReadonlyMap<NodeId, StepField>;
  /** Written by the step: LOSS_METRICS. Means are shares of those over all batches, the count is that of all. */
  readonly metrics: StepField;
}

/** What a step is made of. */
export interface StepSetting extends Omit<BatchSetting, "form" | "batch"> {
  readonly size: StepSize;
  readonly forms: readonly BatchForm[];
  readonly optimizer: OptimizerKind;
}

// Enough to keep a device busy without asking back, little enough for its records' memory.
const STEPS_PER_RUN = 32;

/** Compiles the steps of a graph in all forms. */
export function compileTraining({ size, forms, optimizer, ...setting }: StepSetting): TrainingPlan {
  const { graph, store, tuning } = setting;
  const layout = new RecordLayout();
  const fields = addFields(layout, graph, size, optimizer);
  const records = layout.finish("trainingRecords", STEPS_PER_RUN);
  const compiled = forms.map((form) => compileForm({ ...setting, form, batch: size.batchSize }, fields.batches));
  const update = planUpdate({ parameters: store.layout.trainedPart(store.weights), ...store, ...fields }, tuning);
  const callsFor = (form: number, settings: StepSettings) => [
    ...compiled[form].stretches.flat(),
    ...update.callsFor(settings.optimizer, settings.gradientClip),
  ];
  const sample: StepSettings = { optimizer: sampleOptimizers[optimizer], gradientClip: null };
  return {
    records,
    fields,
    forms: compiled,
    lasting: [...update.buffers, ...compiled.flatMap(({ lasting }) => lasting)],
    callsFor,
    sampleCalls: compiled.map((_, form) => callsFor(form, sample)),
  };
}

/**
 * Compiles the batches of a step, one stretch each. The first writes the gradients, the others add to them. Windows of all
 * are cut and their targets counted before, since losses and gradients are means over all that count.
 */
function compileForm(
  setting: BatchSetting,
  fields: readonly BatchFields[],
): TrainingForm & { readonly lasting: readonly DeviceBuffer[] } {
  const isOne = fields.length === 1;
  const counted = isOne && setting.store.lossMask === null ? null : createBuffer("counted", 1);
  const batches = fields.map(({ starts, ...rest }) => {
    return { ...rest, counted, windows: planBatchWindows(setting, starts) };
  });
  const cuts = batches.map(({ windows }) => windows.call);
  const counts = batches.map(({ windows: { targets } }, index): readonly KernelCall[] =>
    counted === null ? [] : [{ kind: "countTargets", targets, counted, rows: targets.words, accumulate: index > 0 }],
  );
  const first = compilePasses(setting, batches[0], "written");
  const second = isOne ? [] : compilePasses(setting, batches[1], "added");
  const others = batches.slice(1).map((batch) => second.map((call) => inPlaceOf(call, batches[1], batch)));
  return {
    ...setting.form,
    stretches: [[...cuts, ...counts.flat(), ...first], ...others],
    lasting:
      isOne || counted === null ? [] : [counted, ...batches.flatMap(({ windows: { ids, targets } }) => [ids, targets])],
  };
}

function compilePasses(
  setting: BatchSetting,
  batch: BatchInput,
  gradients: "written" | "added",
): readonly KernelCall[] {
  const { graph, store } = setting;
  const { plan, dLogits } = planPass(setting, batch);
  const begun = gradients === "written" ? [] : trainedParameters(graph).map(({ name }) => name);
  plan.backward(dLogits as DeviceBuffer, (param) => store.layout.part(store.gradients, param), begun);
  return plan.calls;
}

/** Gives a call of one batch as one of another, on the same buffers but those that hold their windows. */
function inPlaceOf(call: KernelCall, before: BatchInput, after: BatchInput): KernelCall {
  const changes = new Map<unknown, unknown>([
    [before.windows.ids, after.windows.ids],
    [before.windows.targets, after.windows.targets],
    [before.metrics, after.metrics],
    ...[...(before.dropoutKeys ?? [])].map(([node, key]) => [key, after.dropoutKeys?.get(node)] as const),
  ]);
  const entries = Object.entries(call).map(([name, value]) => [name, changes.get(value) ?? value]);
  return Object.fromEntries(entries) as unknown as KernelCall;
}

function addFields(
  layout: RecordLayout,
  graph: ModelGraph,
  { batchSize, accumulation }: StepSize,
  optimizer: OptimizerKind,
): TrainingFields {
  const dropouts = graph.nodes.flatMap(({ op }, node) => (op.kind === "dropout" && op.rate > 0 ? [node] : []));
  const starts = layout.add("starts", batchSize * accumulation);
  return {
    starts,
    batches: Array.from({ length: accumulation }, (_, batch) => ({
      starts: { name: `starts.${batch}`, start: starts.start + batch * batchSize, words: batchSize },
      dropoutKeys: new Map(dropouts.map((node) => [node, layout.add(`dropoutKey.${batch}.${node}`, 2)])),
      metrics: layout.add(`metrics.${batch}`, LOSS_METRICS),
    })),
    rate: layout.add("rate", rateWords[optimizer]),
    norm: layout.add("norm", 1),
  };
}
