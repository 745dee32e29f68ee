import { describe, expect, it } from "vitest";
import { CHART_POINTS } from "@/domain/metrics/decimate";
import { drawnLine, readLine } from "@/domain/run/curves";
import { addCheck, addSteps, emptySeries, type RunSeries } from "@/domain/run/run-series";
import { MOST_ROWS } from "@/domain/run/step-table";

function add(series: RunSeries, from: number, losses: readonly number[]): void {
  const rest = { accuracy: 0.25, counted: 16, gradientNorm: 1, learningRate: 0.1 };
  addSteps(
    series,
    losses.map((loss, index) => ({ step: from + index, loss, ...rest })),
  );
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

describe("the lines of a run", () => {
  it("have at most 500 points of a long run, from its first to its last, and no point is lost of a short one", () => {
    const series = emptySeries();
    add(series, 1, new Array(100).fill(1));
    expect(drawnLine(series, "trainLoss", 0)).toHaveLength(100);
    add(series, 101, new Array(19_900).fill(1));
    const line = drawnLine(series, "trainLoss", 0);
    expect(line.length).toBeLessThanOrEqual(CHART_POINTS);
    expect([line[0]?.x, line.at(-1)?.x]).toEqual([1, 20_000]);
  });

  it("are the same arrays until something comes to them", () => {
    const series = emptySeries();
    add(series, 1, [1]);
    addCheck(series, { step: 1, loss: 2, accuracy: 0.5 });
    const [training, validation] = [drawnLine(series, "trainLoss", 0.9), drawnLine(series, "validationLoss", 0)];
    expect(drawnLine(series, "trainLoss", 0.9)).toBe(training);
    add(series, 2, [1, 1]);
    expect(drawnLine(series, "trainLoss", 0.9)).toHaveLength(3);
    expect(drawnLine(series, "validationLoss", 0)).toBe(validation);
    expect(validation).toEqual([{ x: 1, y: 2 }]);
  });

  it("show each figure on a line of its own", () => {
    const series = emptySeries();
    add(series, 1, [2]);
    addCheck(series, { step: 1, loss: 3, accuracy: 0.75 });
    const names = ["trainLoss", "trainAccuracy", "validationLoss", "validationAccuracy"] as const;
    expect(names.map((name) => drawnLine(series, name, 0)[0]?.y)).toEqual([2, 0.25, 3, 0.75]);
  });

  it("average every step before they are thinned, and read any step, drawn or not", () => {
    const series = emptySeries();
    const losses = noisyLosses(7000);
    for (let from = 0; from < losses.length; from += 250) {
      add(series, from + 1, losses.slice(from, from + 250));
      drawnLine(series, "trainLoss", 0.9);
    }
    for (const weight of [0.9, 0.5]) {
      const plain = plainAverage(losses, weight);
      const drawn = drawnLine(series, "trainLoss", weight);
      expect(drawn.length).toBeGreaterThan(200);
      expect(drawn.length).toBeLessThanOrEqual(CHART_POINTS);
      for (const { x, y } of drawn) expect(y).toBeCloseTo(plain[x - 1] ?? Number.NaN, 9);
      expect(drawn.at(-1)?.x).toBe(7000);
      const reading = readLine(series, "trainLoss", weight, 3210.4);
      expect(reading).toEqual({ x: 3210, y: losses[3209], smooth: expect.closeTo(plain[3209] ?? Number.NaN, 9) });
    }
  });

  it("end at the newest step of a long run, whose last row is not full yet", () => {
    const series = emptySeries();
    add(series, 1, new Array(MOST_ROWS).fill(2));
    add(series, MOST_ROWS + 1, [2, 2, 5]);
    const end = MOST_ROWS + 3;
    for (const [weight, least, most] of [
      [0, 5, 5],
      [0.9, 2.0001, 2.5],
    ] as const) {
      const line = drawnLine(series, "trainLoss", weight);
      expect(line.length).toBeLessThanOrEqual(CHART_POINTS);
      expect(line.slice(-2).map(({ x }) => x)).toEqual([end - 1, end]);
      const read = readLine(series, "trainLoss", weight, end);
      expect(read).toEqual({ x: end, y: 5, smooth: line.at(-1)?.y });
      expect(read?.smooth).toBeGreaterThanOrEqual(least);
      expect(read?.smooth).toBeLessThanOrEqual(most);
      expect(readLine(series, "trainLoss", weight, end - 0.6)?.x).toBe(end - 1);
      const part = drawnLine(series, "trainLoss", weight, { first: 100, last: 200 });
      expect(part.at(-1)?.x).toBeLessThan(210);
    }
    add(series, end + 1, [2]);
    expect(drawnLine(series, "trainLoss", 0).at(-1)).toEqual({ x: end + 1, y: 3.5 });
  });

  it("forget what came after the step that training goes back to, smoothed ones too", () => {
    const series = emptySeries();
    add(series, 1, [1, 1, 1, 1, 9, 9, 9, 9]);
    addCheck(series, { step: 4, loss: 1, accuracy: 1 });
    addCheck(series, { step: 8, loss: 1, accuracy: 1 });
    drawnLine(series, "trainLoss", 0.9);
    add(series, 5, [1, 1]);
    expect(drawnLine(series, "trainLoss", 0.9)).toEqual(
      [1, 2, 3, 4, 5, 6].map((x) => ({ x, y: expect.closeTo(1, 12) })),
    );
    expect(drawnLine(series, "validationLoss", 0).map(({ x }) => x)).toEqual([4]);
  });

  it("read nothing where there is nothing", () => {
    expect(readLine(emptySeries(), "validationLoss", 0.5, 3)).toBeNull();
  });
});
