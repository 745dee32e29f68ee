import { describe, expect, it } from "vitest";
import { CHART_POINTS } from "@/domain/metrics/decimate";
import { runLines, smoothedPoints } from "@/features/metrics/run-lines";

const pointsOf = (values: readonly number[]) => values.map((y, index) => ({ x: (index + 1) * 10, y }));
const zigzag = (count: number) => pointsOf(Array.from({ length: count }, (_, index) => (index % 2 === 0 ? 4 : 2)));

/** How far a line jumps in the end. */
const roughness = (points: readonly { readonly y: number }[]) =>
  Math.abs((points.at(-1)?.y ?? 0) - (points.at(-2)?.y ?? 0));

describe("the lines of a chart", () => {
  it("are the raw and the smoothed training and the validation as it is", () => {
    const [raw, smooth, validation] = runLines(zigzag(CHART_POINTS), pointsOf([3]), 0.9);
    expect(raw.points).toEqual(zigzag(CHART_POINTS));
    expect(roughness(smooth.points)).toBeLessThan(0.5);
    expect(validation.points).toEqual(pointsOf([3]));
    expect([raw, smooth, validation].map(({ dash }) => dash !== null)).toEqual([false, false, true]);
  });

  it("show no raw line where nothing is smoothed", () => {
    const [raw, smooth] = runLines(zigzag(8), [], 0);
    expect(raw.points).toEqual([]);
    expect(smooth.points).toEqual(zigzag(8));
  });

  it("keep their steps, and smooth a short run less than a full one", () => {
    const short = smoothedPoints(zigzag(40), 0.9);
    expect(short.map(({ x }) => x)).toEqual(zigzag(40).map(({ x }) => x));
    expect(roughness(short)).toBeGreaterThan(5 * roughness(smoothedPoints(zigzag(CHART_POINTS), 0.9)));
  });
});
