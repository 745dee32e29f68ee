import { describe, expect, it } from "vitest";
import { movedStep, nearestStep, readingsAt } from "@/features/metrics/readings";
import { lineLooks } from "@/features/metrics/run-lines";
import { createMetricsStore } from "@/state/metrics-store";

const curves = { training: "trainLoss", validation: "validationLoss" } as const;
const level = { id: "uniform", value: 4.3, label: "" };

function metricsAt(steps: readonly number[]) {
  const store = createMetricsStore();
  const flat = steps.map(() => 0.5);
  store.getState().addSteps({ step: steps, loss: steps, accuracy: flat, gradientNorm: flat, learningRate: flat });
  return store;
}

describe("what is read of a chart", () => {
  it("is every drawn line at the step, the validation at the look nearest to it", () => {
    const store = metricsAt([1, 2, 3]);
    store.getState().addEvaluation(2, 7, 0.5);
    store.getState().setSmoothing(0.5);
    const readings = readingsAt(store.getState(), curves, [level], 3);
    expect(readings.map(({ id, value, step }) => [id, value, step])).toEqual([
      ["training", expect.closeTo(3, 9), 3],
      ["training-step", 3, 3],
      ["validation", 7, 2],
      ["uniform", 4.3, null],
    ]);
    expect(readings.map(({ look }) => look)).toContain(lineLooks.validation);
  });

  it("leaves the single steps out where they are not drawn, and has no value before the first", () => {
    const store = createMetricsStore();
    store.getState().setSmoothing(0);
    const readings = readingsAt(store.getState(), curves, [], 3);
    expect(readings.map(({ id, value }) => [id, value])).toEqual([
      ["training", null],
      ["validation", null],
    ]);
  });
});

describe("the crosshair", () => {
  it("stands on a recorded step, on any whole one while there is none", () => {
    const { getState } = metricsAt([10, 20, 50]);
    expect([-3, 14, 36, 99].map((x) => nearestStep(getState(), curves, x))).toEqual([10, 10, 50, 50]);
    expect(nearestStep(createMetricsStore().getState(), curves, 7.6)).toBe(8);
  });

  it("moves by a distance, to the next recorded step at least, and rests at the ends", () => {
    const { getState } = metricsAt([10, 11, 12, 13, 14, 400, 800]);
    const moved = (step: number, distance: number) => movedStep(getState(), curves, step, distance);
    expect(moved(10, 3)).toBe(13);
    expect(moved(10, 0.2)).toBe(11);
    expect(moved(14, 1)).toBe(400);
    expect(moved(800, -5)).toBe(400);
    expect(moved(800, 5)).toBe(800);
    expect(moved(10, -5)).toBe(10);
  });
});
