import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BatchOrder,
  batchStarts,
  readSteps,
  stepSizeFor,
  stepsForEpochs,
  stepWindowsFor,
} from "@/domain/windows/batch-order";
import { type WindowSet, windowsOf } from "@/domain/windows/token-windows";

const contiguous = (count: number, first = 0, stride = 1): WindowSet => ({
  first,
  stride,
  count,
  shuffle: null,
  sequences: null,
});

function startsOfSteps(windows: WindowSet, order: BatchOrder, steps: number): number[] {
  const all: number[] = [];
  for (let step = 0; step < steps; step++) {
    const starts = new Uint32Array(order.batchSize * order.accumulation);
    batchStarts(windows, order, step, starts);
    all.push(...starts);
  }
  return all;
}

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);

describe("the order of batches", () => {
  const order: BatchOrder = { seed: 11, batchSize: 7, accumulation: 1, shuffle: "everyEpoch" };

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
      const starts = startsOfSteps(
        windows,
        { ...order, ...stepSizeFor(windows, { batchSize, accumulation: 1 }) },
        steps,
      );
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

  it("takes several batches a step, as one batch as large", () => {
    const windows = contiguous(100);
    const one = startsOfSteps(windows, { ...order, batchSize: 12 }, 20);
    expect(startsOfSteps(windows, { ...order, batchSize: 4, accumulation: 3 }, 20)).toEqual(one);
    expect(stepSizeFor(contiguous(20), { batchSize: 8, accumulation: 5 })).toEqual({ batchSize: 8, accumulation: 2 });
    expect(stepSizeFor(contiguous(3), { batchSize: 8, accumulation: 5 })).toEqual({ batchSize: 3, accumulation: 1 });
    expect(stepWindowsFor(contiguous(100), { batchSize: 8, accumulation: 5 })).toBe(40);
  });
});

describe("the order of records by length", () => {
  /** Lengths 1 to `most`, uneven. */
  const records = (count: number, most: number) => {
    const lengths = Uint16Array.from(
      { length: count },
      (_, index) => 1 + Math.floor(most * ((index * 0.618) % 1) ** 2),
    );
    return { lengths, set: windowsOf({ starts: Uint32Array.from(lengths, (_, index) => 1000 * index), lengths }) };
  };
  const sizes = fc.record({
    count: fc.integer({ min: 1, max: 700 }),
    batchSize: fc.integer({ min: 1, max: 9 }),
    accumulation: fc.integer({ min: 1, max: 3 }),
    seed: fc.nat(),
    shuffle: fc.constantFrom("everyEpoch" as const, "once" as const),
  });

  it("brings each record once an epoch", () => {
    fc.assert(
      fc.property(sizes, ({ count, seed, shuffle, ...wanted }) => {
        const { set } = records(count, 60);
        const order = { seed, shuffle, ...stepSizeFor(set, wanted) };
        const all = startsOfSteps(set, order, stepsForEpochs(set, order.batchSize * order.accumulation, 3));
        for (let epoch = 0; epoch < 3; epoch++) {
          expect(sorted(all.slice(epoch * count, (epoch + 1) * count))).toEqual([...(set.sequences?.starts ?? [])]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("depends on nothing but seed and step", () => {
    fc.assert(
      fc.property(sizes, fc.nat({ max: 400 }), ({ count, seed, shuffle, ...wanted }, step) => {
        const { set } = records(count, 60);
        const order = { seed, shuffle, ...stepSizeFor(set, wanted) };
        const [alone, inOrder] = [0, 1].map(() => new Uint32Array(order.batchSize * order.accumulation));
        readSteps(set, order)(step, alone);
        const read = readSteps(set, order);
        for (const other of [step + 1, step - 1, step].filter((number) => number >= 0)) read(other, inOrder);
        expect(inOrder).toEqual(alone);
      }),
      { numRuns: 60 },
    );
  });

  it("lets records of like length meet, in an order that does not grow, and others each epoch", () => {
    const { lengths, set } = records(4000, 64);
    const order: BatchOrder = { seed: 5, batchSize: 8, accumulation: 1, shuffle: "everyEpoch" };
    const read = readSteps(set, order);
    const longest = Array.from({ length: 500 }, (_, step) => {
      const windows = new Uint32Array(8);
      read(step, windows);
      return Math.max(...[...windows].map((window) => lengths[window]));
    });
    const real = lengths.reduce((sum, length) => sum + length, 0);
    const computed = longest.reduce((sum, length) => sum + 8 * length, 0);
    expect(1 - real / computed).toBeLessThan(0.05);
    const rising = longest.filter((length, step) => step > 0 && length >= longest[step - 1]).length;
    expect(rising).toBeGreaterThan(200);
    expect(rising).toBeLessThan(300);
    const [first, second] = [0, 500].map((step) => startsOfSteps(set, order, step + 1).slice(-8));
    expect(sorted(first)).not.toEqual(sorted(second));
  });
});
