import { describe, expect, it } from "vitest";
import { readLine } from "@/domain/run/curves";
import { addCheck, addSteps, emptySeries } from "@/domain/run/run-series";
import { movedStep, nearestStep, readingsAt } from "@/features/metrics/readings";
import { type LineReader, lineLooks } from "@/features/metrics/run-lines";

const curves = { training: "trainLoss", validation: "validationLoss" } as const;
const level = { id: "uniform", value: 4.3, label: "" };

/** A reader of a run whose loss at a step is the step, with looks at the validation. */
function readerAt(
  steps: readonly number[],
  smoothing = 0.9,
  checks: readonly { step: number; loss: number }[] = [],
): LineReader {
  const series = emptySeries();
  addSteps(
    series,
    steps.map((step) => ({ step, loss: step, accuracy: 0.5, gradientNorm: 0.5, learningRate: 0.5 })),
  );
  for (const check of checks) addCheck(series, { ...check, accuracy: 0.5 });
  return { smoothing, nearest: (name, step) => readLine(series, name, smoothing, step) };
}

describe("what is read of a chart", () => {
  it("is every drawn line at the step, the validation at the look nearest to it", () => {
    const reader = readerAt([1, 2, 3], 0.5, [{ step: 2, loss: 7 }]);
    const readings = readingsAt(reader, curves, [level], 3);
    expect(readings.map(({ id, value, step }) => [id, value, step])).toEqual([
      ["training", expect.closeTo(3, 9), 3],
      ["training-step", 3, 3],
      ["validation", 7, 2],
      ["uniform", 4.3, null],
    ]);
    expect(readings.map(({ look }) => look)).toContain(lineLooks.validation);
  });

  it("leaves the single steps out where they are not drawn, and has no value before the first", () => {
    const readings = readingsAt(readerAt([], 0), curves, [], 3);
    expect(readings.map(({ id, value }) => [id, value])).toEqual([
      ["training", null],
      ["validation", null],
    ]);
  });
});

describe("the crosshair", () => {
  it("stands on a recorded step, on any whole one while there is none", () => {
    const reader = readerAt([10, 20, 50]);
    expect([-3, 14, 36, 99].map((x) => nearestStep(reader, curves, x))).toEqual([10, 10, 50, 50]);
    expect(nearestStep(readerAt([]), curves, 7.6)).toBe(8);
  });

  it("moves by a distance, to the next recorded step at least, and rests at the ends", () => {
    const reader = readerAt([10, 11, 12, 13, 14, 400, 800]);
    const moved = (step: number, distance: number) => movedStep(reader, curves, step, distance);
    expect(moved(10, 3)).toBe(13);
    expect(moved(10, 0.2)).toBe(11);
    expect(moved(14, 1)).toBe(400);
    expect(moved(800, -5)).toBe(400);
    expect(moved(800, 5)).toBe(800);
    expect(moved(10, -5)).toBe(10);
  });
});
