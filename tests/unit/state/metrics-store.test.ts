import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CHART_POINTS } from "@/domain/metrics/decimate";
import { createMetricsStore } from "@/state/metrics-store";

function columnsOf(from: number, count: number) {
  const step = Array.from({ length: count }, (_, index) => from + index);
  const flat = step.map(() => 1);
  return { step, loss: flat, accuracy: flat, gradientNorm: flat, learningRate: flat };
}

describe("metrics store", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("renews its view at most ten times a second and loses no point", () => {
    const store = createMetricsStore();
    for (let step = 0; step < 100; step++) {
      store.getState().addSteps(columnsOf(step, 1));
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(200);
    expect(store.getState().version).toBeLessThanOrEqual(12);
    expect(store.getState().lines.trainLoss).toHaveLength(100);
  });

  it("shows at most 500 points of a long run, from its first to its last", () => {
    const store = createMetricsStore();
    store.getState().addSteps(columnsOf(1, 20_000));
    const { trainLoss } = store.getState().lines;
    expect(trainLoss.length).toBeLessThanOrEqual(CHART_POINTS);
    expect(trainLoss[0]?.x).toBe(1);
    expect(trainLoss.at(-1)?.x).toBe(20_000);
  });

  it("keeps the array of a curve that got no new point", () => {
    const store = createMetricsStore();
    store.getState().addEvaluation(1, 2, 0.5);
    const before = store.getState().lines.validationLoss;
    vi.advanceTimersByTime(200);
    store.getState().addSteps(columnsOf(1, 3));
    expect(store.getState().lines.trainLoss).toHaveLength(3);
    expect(store.getState().lines.validationLoss).toBe(before);
  });

  it("is empty after it was cleared", () => {
    const store = createMetricsStore();
    store.getState().addSteps(columnsOf(1, 700));
    store.getState().clear();
    vi.advanceTimersByTime(200);
    expect(store.getState().lines.trainLoss).toHaveLength(0);
  });

  it("draws the epochs of an imported run in place of what was there", () => {
    const store = createMetricsStore();
    store.getState().addSteps(columnsOf(1, 10));
    vi.advanceTimersByTime(200);
    const row = { trainLoss: 3, trainAccuracy: 0.2, validationAccuracy: 0.1, learningRate: 0.5 };
    store.getState().restore([
      { ...row, epoch: 1, step: 20, validationLoss: 4 },
      { ...row, epoch: 2, step: 40, validationLoss: null },
    ]);
    const { trainLoss, validationLoss, learningRate, gradientNorm } = store.getState().lines;
    expect([trainLoss, learningRate].map((line) => line.map(({ x }) => x))).toEqual([
      [20, 40],
      [20, 40],
    ]);
    expect(validationLoss).toEqual([{ x: 20, y: 4 }]);
    expect(gradientNorm).toEqual([]);
  });

  it("draws each figure of a step on its own curve", () => {
    const store = createMetricsStore();
    store.getState().addSteps({ step: [1], loss: [2], accuracy: [0.3], gradientNorm: [4], learningRate: [0.5] });
    const { trainLoss, trainAccuracy, gradientNorm, learningRate } = store.getState().lines;
    expect([trainLoss, trainAccuracy, gradientNorm, learningRate].map(([point]) => point?.y)).toEqual([2, 0.3, 4, 0.5]);
  });

  it("forgets what came after the step that training goes back to", () => {
    const store = createMetricsStore();
    store.getState().addSteps(columnsOf(1, 10));
    store.getState().addSteps(columnsOf(5, 2));
    vi.advanceTimersByTime(200);
    expect(store.getState().lines.trainLoss.map((point) => point.x)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
