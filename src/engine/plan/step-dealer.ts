// Which windows each step trains on, batch by batch, and the form in which it is computed. Pure but for what it remembers
// to be quick.
import { readSteps, type StepReader } from "@/domain/windows/batch-order";
import { windowTargets } from "@/domain/windows/loss-mask";
import { windowLengths, windowStarts } from "@/domain/windows/token-windows";
import type { PlanRequest } from "../engine";
import { type BatchForm, formFor } from "./batch-forms";

/** Looks steps up. */
export class StepDealer {
  readonly #forms: readonly BatchForm[];
  readonly #batchSize: number;
  readonly #windows: Uint32Array;
  readonly #read: StepReader;
  readonly #startOf: (window: number) => number;
  readonly #lengthOf: (window: number) => number;
  readonly #targetsOf: (window: number) => number;

  constructor({ graph, windows, order }: Omit<PlanRequest, "optimizer">, forms: readonly BatchForm[]) {
    const { train, contextLength } = windows;
    this.#forms = forms;
    this.#batchSize = order.batchSize;
    this.#windows = new Uint32Array(order.batchSize * order.accumulation);
    this.#read = readSteps(train, order);
    this.#startOf = windowStarts(train);
    this.#lengthOf = windowLengths(train, contextLength);
    this.#targetsOf = windowTargets(windows, train, graph.lossPositions);
  }

  /** Writes the starts of the windows of step `step` (counted from 0), batch after batch; gives the place of its form. */
  deal(step: number, starts: Uint32Array): number {
    this.#read(step, this.#windows);
    let form = 0;
    for (let first = 0; first < this.#windows.length; first += this.#batchSize) {
      const batch = this.#windows.subarray(first, first + this.#batchSize);
      // All batches of a step are of one program, and forms grow.
      form = Math.max(form, this.#formOf(batch));
    }
    for (const [row, window] of this.#windows.entries()) starts[row] = this.#startOf(window);
    return form;
  }

  #formOf(batch: Uint32Array): number {
    if (this.#forms.length === 1) return 0;
    let [longest, targets] = [0, 0];
    for (const window of batch) {
      longest = Math.max(longest, this.#lengthOf(window));
      targets += this.#targetsOf(window);
    }
    return formFor(this.#forms, longest, targets);
  }
}
