// Measures ranges of windows by the evaluation plan, many batches a run.
import { type TokenWindows, type WindowSet, windowStarts } from "@/domain/windows/token-windows";
import type { Evaluation } from "../engine";
import { joinEvaluations } from "../evaluate";
import type { EvaluationPlan } from "./compile-evaluation";
import type { Device, Program } from "./device";

/** Batches of one size that go into one run. */
interface EvaluationRun {
  readonly from: number;
  readonly batches: number;
  /** Windows of each batch that count. */
  readonly windows: number;
}

/** Evaluates on the weights that are in the device's memory. */
export class PlanEvaluator {
  readonly #windows: TokenWindows;
  readonly #plan: EvaluationPlan;
  readonly #device: Device;
  #whole: Program | null = null;
  #part: { readonly windows: number; readonly program: Program } | null = null;

  constructor({ windows }: { readonly windows: TokenWindows }, plan: EvaluationPlan, device: Device) {
    this.#windows = windows;
    this.#plan = plan;
    this.#device = device;
  }

  /** Measures the windows [from, from + count) of a split, as many as there are. */
  async evaluate(split: "train" | "validation", from: number, count: number): Promise<Evaluation> {
    const set = this.#windows[split];
    const runs = this.#divide(from, Math.max(0, Math.min(count, set.count - from)));
    const results = await Promise.all(runs.map((run) => this.#enqueue(set, run))); // GPU sync
    const { records, metrics } = this.#plan;
    const batches: Evaluation[] = [];
    for (const [index, run] of runs.entries()) {
      const values = new Float32Array(results[index].buffer);
      for (let batch = 0; batch < run.batches; batch++) {
        const [loss, accuracy, counted] = values.subarray(batch * records.stride + metrics.start);
        batches.push({ loss, accuracy, counted, windows: run.windows });
      }
    }
    return joinEvaluations(batches);
  }

  /** Divides a range into runs of whole batches, and one of the batch that is left over. */
  #divide(from: number, count: number): readonly EvaluationRun[] {
    const { batch, records } = this.#plan;
    const runs: EvaluationRun[] = [];
    const whole = Math.floor(count / batch);
    for (let first = 0; first < whole; first += records.capacity) {
      const batches = Math.min(records.capacity, whole - first);
      runs.push({ from: from + first * batch, batches, windows: batch });
    }
    if (count > whole * batch) runs.push({ from: from + whole * batch, batches: 1, windows: count - whole * batch });
    return runs;
  }

  #enqueue(set: WindowSet, run: EvaluationRun): Promise<Uint32Array<ArrayBuffer>> {
    const { batch, records, starts } = this.#plan;
    const filled = new Uint32Array(records.stride * run.batches);
    const startOf = windowStarts(set);
    for (let index = 0; index < run.batches; index++) {
      for (let row = 0; row < batch; row++) {
        // Rows that do not count repeat the last window that does.
        const window = run.from + index * batch + Math.min(row, run.windows - 1);
        filled[index * records.stride + starts.start + row] = startOf(window);
      }
    }
    return this.#device.run(this.#programFor(run.windows), filled);
  }

  #programFor(windows: number): Program {
    const compile = () => this.#device.compile(this.#plan.callsFor(windows), this.#plan.records);
    if (windows === this.#plan.batch) {
      this.#whole ??= compile();
      return this.#whole;
    }
    if (this.#part?.windows !== windows) this.#part = { windows, program: compile() };
    return this.#part.program;
  }
}
