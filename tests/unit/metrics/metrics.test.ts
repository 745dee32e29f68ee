import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHART_POINTS, decimate } from "@/domain/metrics/decimate";
import { bitsPerToken, perplexity } from "@/domain/metrics/perplexity";
import { nearestIndex, Series } from "@/domain/metrics/series";
import { MovingAverage, pointWeight, SmoothedSeries, smoothedShare } from "@/domain/metrics/smooth";

function seriesOf(values: readonly number[]): Series {
  const series = new Series();
  for (const [index, value] of values.entries()) series.push(10 * index, value);
  return series;
}

describe("a series", () => {
  it("keeps every point in order as it grows", () => {
    const values = Array.from({ length: 1000 }, (_, index) => Math.sin(index));
    const series = seriesOf(values);
    expect(series.length).toBe(1000);
    expect([...series.view().values]).toEqual(values);
    expect(series.view().steps[999]).toBe(9990);
  });

  it("gives views that later points do not change", () => {
    const series = seriesOf([1, 2]);
    const view = series.view();
    series.push(20, 3);
    expect([...view.values]).toEqual([1, 2]);
    expect([...series.view().values]).toEqual([1, 2, 3]);
  });

  it("refuses a step before the last one", () => {
    expect(() => seriesOf([1, 2]).push(9, 0)).toThrow("push: expected a step of at least 10, got 9");
    expect(() => seriesOf([1]).push(Number.NaN, 0)).toThrow("push");
  });

  it("forgets a step and all later ones", () => {
    const series = seriesOf([1, 2, 3]);
    expect(series.cutFrom(21)).toBe(false);
    expect(series.cutFrom(10)).toBe(true);
    series.push(5, 5);
    expect([...series.view().steps]).toEqual([0, 5]);
    expect([...series.view().values]).toEqual([1, 5]);
  });

  it("finds the point nearest to a place, whatever lies between the steps", () => {
    const view = seriesOf([1, 2, 3, 4]).view();
    expect([-5, 0, 4, 5, 6, 21, 29, 99].map((x) => nearestIndex(view, x))).toEqual([0, 0, 0, 0, 1, 2, 3, 3]);
    expect(nearestIndex(new Series().view(), 3)).toBe(-1);
  });
});

describe("thinning", () => {
  it("leaves short curves as they are", () => {
    const view = seriesOf(Array.from({ length: CHART_POINTS }, (_, index) => index)).view();
    expect(decimate(view)).toBe(view);
  });

  it("keeps first, last, least and greatest within the limit, in order and unaltered", async () => {
    const anyValues = fc.array(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), { minLength: 1, maxLength: 2000 });
    await fc.assert(
      fc.property(anyValues, fc.integer({ min: 4, max: 600 }), (values, limit) => {
        const thinned = decimate(seriesOf(values).view(), limit);
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
    const thinned = decimate(seriesOf(values).view());
    expect(thinned.values.length).toBeLessThanOrEqual(CHART_POINTS);
    expect(thinned.steps[thinned.values.indexOf(9)]).toBe(543_210);
  });

  it("passes over values that are not numbers", () => {
    const values = Array.from({ length: 2000 }, (_, index) => (index % 3 === 0 && index > 0 ? Number.NaN : index));
    const thinned = decimate(seriesOf(values).view());
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
    const series = new Series();
    const following = new SmoothedSeries(0.9);
    for (const [index, value] of noise.entries()) {
      series.push(index, value);
      following.follow(series.view());
    }
    expect(following.follow(series.view())).toEqual(new SmoothedSeries(0.9).follow(series.view()));
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
