import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyHistory } from "@/domain/checkpoint/run-history";
import { CHART_POINTS } from "@/domain/metrics/decimate";
import { createMetricsStore } from "@/state/metrics-store";

function columnsOf(from: number, count: number) {
  const step = Array.from({ length: count }, (_, index) => from + index);
  const flat = step.map(() => 1);
  return { step, loss: flat, accuracy: flat, gradientNorm: flat, learningRate: flat };
}

/** A falling loss with spikes upwards: the middle of its extremes lies far above its mean. */
function noisyLosses(count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const noise = Math.abs(Math.sin(12.9898 * index) * 43_758.5453) % 1;
    return 0.3 + 4 * Math.exp(-index / 400) + 0.6 * noise ** 6;
  });
}

/** The debiased moving average as its weighted sum, written another way than the page's. */
function plainAverage(losses: readonly number[], weight: number): number[] {
  const length = 2 ** (Math.ceil(4 * Math.log2(losses.length)) / 4);
  const fading = weight ** (500 / length);
  let sum = 0;
  let weights = 0;
  return losses.map((loss) => {
    sum = sum * fading + loss;
    weights = weights * fading + 1;
    return sum / weights;
  });
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
    store.getState().addSteps(columnsOf(1, 1));
    store.getState().addEvaluation(1, 2, 0.5);
    vi.advanceTimersByTime(200);
    const before = store.getState().lines.validationLoss;
    store.getState().addSteps(columnsOf(2, 3));
    expect(store.getState().lines.trainLoss).toHaveLength(4);
    expect(before).toEqual([{ x: 1, y: 2 }]);
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
    const epochs = [
      { ...row, epoch: 1, step: 20, validationLoss: 4 },
      { ...row, epoch: 2, step: 40, validationLoss: null },
    ];
    store.getState().restore(epochs, emptyHistory);
    const { trainLoss, validationLoss } = store.getState().lines;
    expect(trainLoss.map(({ x }) => x)).toEqual([20, 40]);
    expect(validationLoss).toEqual([{ x: 20, y: 4 }]);

    const measured = (step: number) => ({ step, loss: step, accuracy: 0, learningRate: 0.5 });
    const history = { steps: [30, 31, 40].map(measured), checks: [measured(10), measured(30)] };
    store.getState().restore(epochs, history);
    vi.advanceTimersByTime(200);
    expect(store.getState().lines.trainLoss.map(({ x, y }) => [x, y])).toEqual([
      [20, 3],
      [30, 30],
      [31, 31],
      [40, 40],
    ]);
    expect(store.getState().lines.validationLoss.map(({ x }) => x)).toEqual([10, 20, 30]);
  });

  it("draws each figure of a step on its own curve", () => {
    const store = createMetricsStore();
    store.getState().addSteps({ step: [1], loss: [2], accuracy: [0.3], gradientNorm: [4], learningRate: [0.5] });
    const { trainLoss, trainAccuracy } = store.getState().lines;
    expect([trainLoss, trainAccuracy].map(([point]) => point?.y)).toEqual([2, 0.3]);
  });

  it("draws a bold line that averages every step, and reads any step, drawn or not", () => {
    const store = createMetricsStore();
    const loss = noisyLosses(7000);
    for (let from = 0; from < loss.length; from += 250) {
      const part = loss.slice(from, from + 250);
      store.getState().addSteps({ ...columnsOf(from + 1, part.length), loss: part });
      vi.advanceTimersByTime(100);
    }
    for (const weight of [0.9, 0.5]) {
      store.getState().setSmoothing(weight);
      const plain = plainAverage(loss, weight);
      const drawn = store.getState().smooth.trainLoss;
      expect(drawn.length).toBeGreaterThan(200);
      expect(drawn.length).toBeLessThanOrEqual(CHART_POINTS);
      for (const { x, y } of drawn) expect(y).toBeCloseTo(plain[x - 1] ?? Number.NaN, 9);
      expect(drawn.at(-1)?.x).toBe(7000);
      const reading = store.getState().nearest("trainLoss", 3210.4);
      expect(reading).toEqual({ x: 3210, y: loss[3209], smooth: expect.closeTo(plain[3209] ?? Number.NaN, 9) });
    }
  });

  it("reads nothing where there is nothing", () => {
    expect(createMetricsStore().getState().nearest("validationLoss", 3)).toBeNull();
  });

  it("forgets what came after the step that training goes back to", () => {
    const store = createMetricsStore();
    store.getState().addSteps(columnsOf(1, 10));
    store.getState().addEvaluation(4, 1, 1);
    store.getState().addEvaluation(8, 1, 1);
    store.getState().addSteps(columnsOf(5, 2));
    vi.advanceTimersByTime(200);
    expect(store.getState().lines.trainLoss.map((point) => point.x)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(store.getState().lines.validationLoss.map((point) => point.x)).toEqual([4]);
  });
});
