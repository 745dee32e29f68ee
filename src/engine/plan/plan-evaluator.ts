// Measures ranges of windows by the evaluation plan, many batches a run.
import type { LossPositions } from "@/domain/graph/model-graph";
import { windowTargets } from "@/domain/windows/loss-mask";
import { type TokenWindows, type WindowSet, windowLengths, windowStarts } from "@/domain/windows/token-windows";
import type { Evaluation, PlanRequest } from "../engine";
import { joinEvaluations } from "../evaluate";
import { NO_WINDOW } from "../operations/windows/plan";
import { formFor } from "./batch-forms";
import type { EvaluationPlan } from "./compile-evaluation";
import type { Device, Program } from "./device";

/** Windows of a split, by number, that are measured together. */
type Batch = readonly number[];

/** Batches of one form that go into one run. */
interface EvaluationRun {
  readonly form: number;
  readonly batches: readonly Batch[];
}

/** Evaluates on the weights that are in the device's memory. */
export class PlanEvaluator {
  readonly #windows: TokenWindows;
  readonly #positions: LossPositions;
  readonly #plan: EvaluationPlan;
  readonly #device: Device;
  readonly #programs = new Map<number, Program>();

  constructor({ windows, graph }: Pick<PlanRequest, "windows" | "graph">, plan: EvaluationPlan, device: Device) {
    this.#windows = windows;
    this.#positions = graph.lossPositions;
    this.#plan = plan;
    this.#device = device;
  }

  /** Measures the windows [from, from + count) of a split, as many as there are. */
  async evaluate(split: "train" | "validation", from: number, count: number): Promise<Evaluation> {
    const set = this.#windows[split];
    const runs = this.#divide(set, from, Math.max(0, Math.min(count, set.count - from)));
    const results = await Promise.all(runs.map((run) => this.#enqueue(set, run))); // GPU sync
    const { records, metrics } = this.#plan;
    const batches: Evaluation[] = [];
    for (const [index, run] of runs.entries()) {
      const values = new Float32Array(results[index].buffer);
      for (const [place, batch] of run.batches.entries()) {
        const [loss, accuracy, counted] = values.subarray(place * records.stride + metrics.start);
        batches.push({ loss, accuracy, counted, windows: batch.length });
      }
    }
    return joinEvaluations(batches);
  }

  /** Divides a range, windows of like length together, into batches that their forms have room for. */
  #divide(set: WindowSet, from: number, count: number): readonly EvaluationRun[] {
    const lengthOf = windowLengths(set, this.#windows.contextLength);
    const targetsOf = windowTargets(this.#windows, set, this.#positions);
    const windows = Array.from({ length: count }, (_, index) => from + index);
    windows.sort((a, b) => lengthOf(a) - lengthOf(b));
    const { forms, batch: most, records } = this.#plan;
    const byForm = forms.map((): { batches: number[][]; targets: number } => ({ batches: [], targets: 0 }));
    for (const window of windows) {
      const form = formFor(forms, lengthOf(window), 0);
      const own = byForm[form];
      const targets = targetsOf(window);
      const newest = own.batches.at(-1);
      const isFull =
        newest === undefined || newest.length === most || own.targets + targets > (forms[form].room ?? Infinity);
      if (isFull) own.batches.push([window]);
      else newest.push(window);
      own.targets = isFull ? targets : own.targets + targets;
    }
    return byForm.flatMap(({ batches }, form) =>
      Array.from({ length: Math.ceil(batches.length / records.capacity) }, (_, run) => ({
        form,
        batches: batches.slice(run * records.capacity, (run + 1) * records.capacity),
      })),
    );
  }

  #enqueue(set: WindowSet, { form, batches }: EvaluationRun): Promise<Uint32Array<ArrayBuffer>> {
    const { records, starts } = this.#plan;
    const filled = new Uint32Array(records.stride * batches.length);
    const startOf = windowStarts(set);
    for (const [place, batch] of batches.entries()) {
      const first = place * records.stride + starts.start;
      filled.fill(NO_WINDOW, first, first + starts.words);
      filled.set(batch.map(startOf), first);
    }
    return this.#device.run(this.#programFor(form), filled);
  }

  #programFor(form: number): Program {
    const { forms, records } = this.#plan;
    const program = this.#programs.get(form) ?? this.#device.compile(forms[form].calls, records);
    this.#programs.set(form, program);
    return program;
  }
}
