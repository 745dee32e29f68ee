import { describe, expect, it } from "vitest";
import { type BatchOrder, batchSizeFor, batchStarts, stepsForEpochs } from "@/domain/windows/batch-order";
import type { WindowSet } from "@/domain/windows/token-windows";

const contiguous = (count: number, first = 0, stride = 1): WindowSet => ({ first, stride, count, shuffle: null });

function startsOfSteps(windows: WindowSet, order: BatchOrder, steps: number): number[] {
  const all: number[] = [];
  for (let step = 0; step < steps; step++) {
    const starts = new Uint32Array(order.batchSize);
    batchStarts(windows, order, step, starts);
    all.push(...starts);
  }
  return all;
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

describe("the order of batches", () => {
  const order: BatchOrder = { seed: 11, batchSize: 7, shuffle: "everyEpoch" };

  it("brings each window once an epoch even when batches run across epochs", () => {
    for (const [count, batchSize] of [
      [20, 7],
      [5, 16],
      [1, 4],
      [64, 64],
      [33, 2],
      [3, 1],
    ]) {
      const windows = contiguous(count);
      const epochs = 4;
      const steps = stepsForEpochs(windows, batchSize, epochs);
      const starts = startsOfSteps(windows, { ...order, batchSize: batchSizeFor(windows, batchSize) }, steps);
      const all = Array.from({ length: count }, (_, index) => index);
      for (let epoch = 0; epoch < epochs; epoch++) {
        expect(sorted(starts.slice(epoch * count, (epoch + 1) * count))).toEqual(all);
      }
    }
  });

  it("shuffles anew each epoch, or once for all epochs", () => {
    const windows = contiguous(50);
    const anew = startsOfSteps(windows, { ...order, batchSize: 50 }, 2);
    expect(anew.slice(0, 50)).not.toEqual(anew.slice(50));
    const once = startsOfSteps(windows, { ...order, batchSize: 50, shuffle: "once" }, 2);
    expect(once.slice(0, 50)).toEqual(once.slice(50));
    expect(once.slice(0, 50)).not.toEqual(sorted(once.slice(0, 50)));
  });

  it("depends on nothing but seed and step", () => {
    const windows = contiguous(1000);
    const late = new Uint32Array(7);
    batchStarts(windows, order, 123, late);
    expect([...late]).toEqual(startsOfSteps(windows, order, 124).slice(-7));
    const other = new Uint32Array(7);
    batchStarts(windows, { ...order, seed: 12 }, 123, other);
    expect([...other]).not.toEqual([...late]);
  });

  it("gives start offsets by first window and stride", () => {
    expect(sorted(startsOfSteps(contiguous(4, 100, 3), { ...order, batchSize: 4 }, 1))).toEqual([100, 103, 106, 109]);
  });

  it("counts the steps that complete the epochs", () => {
    expect(stepsForEpochs(contiguous(3_706_650), 2048, 1)).toBe(1810);
    expect(stepsForEpochs(contiguous(20), 7, 4)).toBe(12);
    expect(stepsForEpochs(contiguous(20), 1, 100)).toBe(2000);
    expect(stepsForEpochs(contiguous(20), 64, 3)).toBe(3);
  });
});
