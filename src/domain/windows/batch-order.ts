// Which windows a step trains on, as a pure function of seed and step. Batches run on across epochs:
// each window once an epoch, every batch full, and resuming needs only the step number.
import { randomKey } from "../random";
import { type Permutation, permutation } from "./permute";
import { type WindowSet, windowStarts } from "./token-windows";

/** Whether each epoch has an order of its own, or all have that of the first. */
export type ShuffleMode = "everyEpoch" | "once";

/** All that decides which windows a step sees, beside the windows themselves. */
export interface BatchOrder {
  readonly seed: number;
  /** At most the number of windows (`batchSizeFor`). */
  readonly batchSize: number;
  readonly shuffle: ShuffleMode;
}

/** Gives how many windows a step takes where `wanted` are asked for: no batch holds a window twice. */
export function batchSizeFor(windows: Pick<WindowSet, "count">, wanted: number): number {
  return Math.min(wanted, windows.count);
}

/** Counts the steps after which `epochs` epochs are complete. */
export function stepsForEpochs(windows: Pick<WindowSet, "count">, batchSize: number, epochs: number): number {
  return Math.ceil((windows.count * epochs) / batchSizeFor(windows, batchSize));
}

/** Counts the epochs that `steps` steps complete or begin, the exact number where they complete epochs alone. */
export function epochsInSteps(windows: Pick<WindowSet, "count">, batchSize: number, steps: number): number {
  const complete = Math.floor((steps * batchSizeFor(windows, batchSize)) / windows.count);
  return stepsForEpochs(windows, batchSize, complete) === steps ? complete : complete + 1;
}

/** Writes the start offsets of the windows of batch `step` (counted from 0) into `starts` (B). */
export function batchStarts(
  windows: WindowSet,
  { seed, batchSize, shuffle }: BatchOrder,
  step: number,
  starts: Uint32Array,
): void {
  const startOf = windowStarts(windows);
  const position = step * batchSize;
  let index = position % windows.count;
  let epoch = Math.floor(position / windows.count);
  let order = epochOrder(windows.count, seed, shuffle, epoch);
  for (let row = 0; row < batchSize; row++) {
    starts[row] = startOf(order(index));
    if (++index === windows.count) {
      index = 0;
      order = epochOrder(windows.count, seed, shuffle, ++epoch);
    }
  }
}

function epochOrder(count: number, seed: number, shuffle: ShuffleMode, epoch: number): Permutation {
  return permutation(count, randomKey(seed, "windowOrder", shuffle === "once" ? 0 : epoch).a);
}
