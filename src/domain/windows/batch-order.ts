// Which windows a step trains on, as a pure function of seed and step. Batches run on across epochs:
// each window once an epoch, every batch full, and resuming needs only the step number.
import { randomKey } from "../random";
import { permute } from "./permute";
import { type WindowSet, windowStart } from "./token-windows";

export type ShuffleMode = "everyEpoch" | "once";

export interface BatchOrder {
  readonly seed: number;
  readonly batchSize: number;
  readonly shuffle: ShuffleMode;
}

/** Counts the steps after which `epochs` epochs are complete. */
export function stepsForEpochs(windows: Pick<WindowSet, "count">, batchSize: number, epochs: number): number {
  return Math.ceil((windows.count * epochs) / batchSize);
}

/** Writes the start offsets of the windows of batch `step` (counted from 0) into `starts` (B). */
export function batchStarts(windows: WindowSet, order: BatchOrder, step: number, starts: Uint32Array): void {
  let keyEpoch = -1;
  let key = 0;
  for (let row = 0; row < order.batchSize; row++) {
    const position = step * order.batchSize + row;
    const epoch = order.shuffle === "once" ? 0 : Math.floor(position / windows.count);
    if (epoch !== keyEpoch) {
      keyEpoch = epoch;
      key = randomKey(order.seed, "windowOrder", epoch).a;
    }
    starts[row] = windowStart(windows, permute(position % windows.count, windows.count, key));
  }
}
