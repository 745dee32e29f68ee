import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHART_POINTS, decimate, type SeriesView } from "@/domain/metrics/decimate";
import { bitsPerToken, perplexity } from "@/domain/metrics/perplexity";
import { MovingAverage, pointWeight, SmoothedSeries, smoothedShare } from "@/domain/metrics/smooth";

function seriesOf(values: readonly number[]): SeriesView {
  return { steps: Float64Array.from(values, (_, index) => 10 * index), values: Float64Array.from(values) };
}

describe("thinning", () => {
  it("leaves short curves as they are", () => {
    const view = seriesOf(Array.from({ length: CHART_POINTS }, (_, index) => index));
    expect(decimate(view)).toBe(view);
  });

  it("keeps first, last, least and greatest within the limit, in order and unaltered", async () => {
    const anyValues = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 2000 });
    await fc.assert(
      fc.property(anyValues, fc.integer({ min: 4, max: 600 }), (values, limit) => {
        const thinned = decimate(seriesOf(values), limit);
        expect(thinned.values.length).toBeLessThanOrEqual(Math.max(limit, 1));
        expect(thinned.values[0]).toBe(values[0]);
        expect(thinned.values.at(-1)).toBe(values.at(-1));
        expect(Math.max(...thinned.values)).toBe(Math.max(...values));
        expect(Math.min(...thinned.values)).toBe(Math.min(...values));
        for (const [index, step] of thinned.steps.entries()) {
          expect(thinned.values[index]).toBe(values[step / 10]);
          if (index > 0) expect(step).toBeGreaterThan(thinned.steps[index - 1]);
        }
      }),
    );
  });

  it("keeps a lone spike among 100,000 points", () => {
    const values = new Array<number>(100_000).fill(1);
    values[54_321] = 9;
    const thinned = decimate(seriesOf(values));
    expect(thinned.values.length).toBeLessThanOrEqual(CHART_POINTS);
    expect(thinned.steps[thinned.values.indexOf(9)]).toBe(543_210);
  });

  it("passes over values that are not numbers", () => {
    const values = Array.from({ length: 2000 }, (_, index) => (index % 3 === 0 && index > 0 ? Number.NaN : index));
    const thinned = decimate(seriesOf(values));
    expect(thinned.values.some(Number.isNaN)).toBe(false);
  });
});

describe("a moving average", () => {
  const averaged = (values: readonly number[], weight: number) => {
    const average = new MovingAverage(weight);
    return values.map((value) => average.next(value));
  };

  it("leaves a constant curve exactly unchanged", () => {
    const constant = new Array<number>(1000).fill(0.1);
    expect(averaged(constant, 0.6)).toEqual(constant);
    expect(averaged(constant, 0.99)).toEqual(constant);
  });

  it("tells where a value or a part of one would take it, and stays where it is", () => {
    const average = new MovingAverage(0.5);
    expect(average.after(3, 0.25)).toBe(3);
    average.next(1);
    expect(average.after(2)).toBeCloseTo((1 * 0.5 + 2) / 1.5, 12);
    expect(average.after(2, 0.5)).toBeGreaterThan(1);
    expect(average.after(2, 0.5)).toBeLessThan(average.after(2));
    expect(average.after(Number.NaN)).toBe(1);
    expect(average.next(2)).toBeCloseTo((1 * 0.5 + 2) / 1.5, 12);
  });

  it("is the debiased average by hand", () => {
    const [first, second, third] = averaged([1, 2, 4], 0.5);
    expect(first).toBe(1);
    expect(second).toBeCloseTo((0.25 * 1 + 0.5 * 2) / 0.75, 12);
    expect(third).toBeCloseTo((0.125 * 1 + 0.25 * 2 + 0.5 * 4) / 0.875, 12);
  });

  it("changes nothing at weight 0 and stays within the values at any weight", () => {
    const values = [3, -1, 4, 1, -5];
    expect(averaged(values, 0)).toEqual(values);
    for (const value of averaged(values, 0.9)) {
      expect(value).toBeGreaterThanOrEqual(-5);
      expect(value).toBeLessThanOrEqual(4);
    }
  });

  it("goes on after a value that is not finite", () => {
    const [, gap, after] = averaged([1, Number.POSITIVE_INFINITY, 2], 0.5);
    expect(gap).toBe(1);
    expect(after).toBeCloseTo((0.25 * 1 + 0.5 * 2) / 0.75, 12);
  });

  it("refuses a weight that would never move", () => {
    expect(() => new MovingAverage(1)).toThrow("MovingAverage: expected a weight in [0, 1), got 1");
  });
});

describe("a smoothed series", () => {
  const noise = Array.from({ length: 3000 }, (_, index) => 2 + Math.sin(index * index));

  it("is the same whether it followed the curve point by point or sees it whole", () => {
    const following = new SmoothedSeries(0.9);
    for (let length = 1; length < noise.length; length++) following.follow(seriesOf(noise.slice(0, length)));
    expect(following.follow(seriesOf(noise))).toEqual(new SmoothedSeries(0.9).follow(seriesOf(noise)));
  });

  it("averages about the same share of a curve of any length", () => {
    for (const length of [700, 5000, 123_456]) {
      const width = 1 / (1 - pointWeight(0.9, length));
      expect(width / length).toBeGreaterThan(0.8 * smoothedShare(0.9));
      expect(width / length).toBeLessThan(1.25 * smoothedShare(0.9));
    }
    expect(pointWeight(0.9, 40)).toBeLessThan(0.4);
  });
});

describe("the meaning of a loss", () => {
  it("is the number of equally likely choices", () => {
    expect(perplexity(Math.log(104))).toBeCloseTo(104, 9);
    expect(perplexity(0)).toBe(1);
  });

  it("is two bits for a choice of four", () => {
    expect(bitsPerToken(Math.log(4))).toBeCloseTo(2, 12);
  });
});
