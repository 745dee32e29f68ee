// Loss and accuracy of batches of windows without dropout as lists of kernel calls. Pure: needs no device.
import { LOSS_METRICS } from "../operations/cross-entropy/plan";
import type { BatchForm } from "./batch-forms";
import { type BatchSetting, planBatchWindows, planPass } from "./compile-batch";
import { createBuffer } from "./contract/device-buffer";
import type { KernelCall } from "./contract/kernel-call";
import { RecordLayout, type StepField, type StepRecords } from "./contract/step-records";

/** The measuring of batches of at most `batch` windows. */
export interface EvaluationPlan {
  readonly batch: number;
  readonly records: StepRecords;
  /** Start offsets of the windows (B), uint32, NO_WINDOW where there are fewer. */
  readonly starts: StepField;
  /** Written by each step: LOSS_METRICS. */
  readonly metrics: StepField;
  readonly forms: readonly EvaluationForm[];
}

/** Batches of one form. */
export interface EvaluationForm extends BatchForm {
  readonly calls: readonly KernelCall[];
}

/** What is measured, in which forms. */
export interface EvaluationSetting extends Omit<BatchSetting, "form"> {
  readonly forms: readonly BatchForm[];
}

const BATCHES_PER_RUN = 16;

/** Compiles the measuring of a graph in all forms. */
export function compileEvaluation({ forms, ...setting }: EvaluationSetting): EvaluationPlan {
  const layout = new RecordLayout();
  const starts = layout.add("starts", setting.batch);
  const metrics = layout.add("metrics", LOSS_METRICS);
  const compile = (form: BatchForm): EvaluationForm => {
    const own = { ...setting, form };
    const windows = planBatchWindows(own, starts);
    const counted = createBuffer("counted", 1);
    const { targets } = windows;
    const { plan } = planPass(own, { windows, counted, metrics, dropoutKeys: null });
    const count = { kind: "countTargets", targets, counted, rows: targets.words, accumulate: false } as const;
    return { ...form, calls: [windows.call, count, ...plan.calls] };
  };
  return {
    batch: setting.batch,
    records: layout.finish("evaluationRecords", BATCHES_PER_RUN),
    starts,
    metrics,
    forms: forms.map(compile),
  };
}
