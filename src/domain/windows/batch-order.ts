// Which windows a step trains on, as a pure function of seed and step. Batches run on across epochs:
// each window once an epoch, every batch full, and resuming needs only the step number.
import { randomKey } from "../random";
import { byLength } from "./length-order";
import { type Permutation, permutation } from "./permute";
import { type WindowSet, windowStarts } from "./token-windows";

/** Whether each epoch has an order of its own, or all have that of the first. */
export type ShuffleMode = "everyEpoch" | "once";

/** What a step takes. */
export interface StepSize {
  /** Windows of a batch, all of which are in memory at once. */
  readonly batchSize: number;
  /** Batches of a step, whose gradients add up. */
  readonly accumulation: number;
}

/** All that decides which windows a step sees, beside the windows themselves; at most all of them (`stepSizeFor`). */
export interface BatchOrder extends StepSize {
  readonly seed: number;
  readonly shuffle: ShuffleMode;
}

/** Gives what a step takes where so much is asked for: no step holds a window twice. */
export function stepSizeFor({ count }: Pick<WindowSet, "count">, wanted: StepSize): StepSize {
  const batchSize = Math.min(wanted.batchSize, count);
  return { batchSize, accumulation: Math.min(wanted.accumulation, Math.max(1, Math.floor(count / batchSize))) };
}

/** Counts the windows that a step takes where so much is asked for. */
export function stepWindowsFor(windows: Pick<WindowSet, "count">, wanted: StepSize): number {
  const { batchSize, accumulation } = stepSizeFor(windows, wanted);
  return batchSize * accumulation;
}

/** Counts the steps, of so many windows or of all there are, after which `epochs` epochs are complete. */
export function stepsForEpochs({ count }: Pick<WindowSet, "count">, stepWindows: number, epochs: number): number {
  return Math.ceil((count * epochs) / Math.min(stepWindows, count));
}

/** Counts the epochs that `steps` steps complete or begin, the exact number where they complete epochs alone. */
export function epochsInSteps({ count }: Pick<WindowSet, "count">, stepWindows: number, steps: number): number {
  const complete = Math.floor((steps * Math.min(stepWindows, count)) / count);
  return stepsForEpochs({ count }, stepWindows, complete) === steps ? complete : complete + 1;
}

/** Writes the numbers of the windows of step `step` (counted from 0), batch after batch, into `windows`. */
export type StepReader = (step: number, windows: Uint32Array) => void;

/** Gives the function that reads steps; it is quickest where they follow each other. */
export function readSteps(windows: WindowSet, order: BatchOrder): StepReader {
  const { count } = windows;
  const stepWindows = order.batchSize * order.accumulation;
  let known = { epoch: -1, windowAt: (index: number) => index };
  const orderOf = (epoch: number) => {
    if (known.epoch !== epoch) known = { epoch, windowAt: epochOrder(windows, order, epoch) };
    return known.windowAt;
  };
  return (step, into) => {
    const position = step * stepWindows;
    let index = position % count;
    let epoch = Math.floor(position / count);
    let windowAt = orderOf(epoch);
    for (let row = 0; row < stepWindows; row++) {
      into[row] = windowAt(index);
      if (++index === count && row + 1 < stepWindows) {
        index = 0;
        windowAt = orderOf(++epoch);
      }
    }
  };
}

/** Writes the start offsets of the windows of step `step` (counted from 0), batch after batch, into `starts`. */
export function batchStarts(windows: WindowSet, order: BatchOrder, step: number, starts: Uint32Array): void {
  const startOf = windowStarts(windows);
  readSteps(windows, order)(step, starts);
  for (let row = 0; row < order.batchSize * order.accumulation; row++) starts[row] = startOf(starts[row]);
}

function epochOrder({ count, sequences }: WindowSet, order: BatchOrder, epoch: number): Permutation {
  const { seed, shuffle, batchSize, accumulation } = order;
  const chance = shuffle === "once" ? 0 : epoch;
  const windowAt = permutation(count, randomKey(seed, "windowOrder", chance).a);
  if (sequences === null) return windowAt;
  const keyOf = (stretch: number) => randomKey(seed, "windowOrder", chance, stretch + 1).a;
  return byLength(windowAt, sequences, {
    count,
    stepWindows: batchSize * accumulation,
    before: epoch * count,
    keyOf,
  });
}
