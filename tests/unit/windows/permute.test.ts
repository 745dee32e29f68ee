import { describe, expect, it } from "vitest";
import { randomKey } from "@/domain/random";
import { permutation } from "@/domain/windows/permute";
import { chiSquaredP } from "../support/chi-squared";

const keyOf = (seed: number) => randomKey(seed, "windowOrder", seed).a;

function image(count: number, key: number): number[] {
  return Array.from({ length: count }, (_, index) => permutation(count, key)(index));
}

describe("the permutation", () => {
  const powers = Array.from({ length: 17 }, (_, exponent) => 2 ** exponent);
  const counts = [
    ...new Set([1, 2, 3, 5, 7, 10, 100, 1000, 4099, ...powers.flatMap((power) => [power - 1, power, power + 1])]),
  ];

  it(`hits each index once, for ${counts.length} counts from 1 to 65,537`, () => {
    for (const count of counts.filter((count) => count > 0)) {
      const hits = new Uint8Array(count);
      for (const index of image(count, keyOf(count))) hits[index]++;
      expect(hits.every((times) => times === 1)).toBe(true);
    }
  });

  it("stays a permutation at the largest count", () => {
    const count = 2 ** 31;
    const seen = new Set(Array.from({ length: 5000 }, (_, index) => permutation(count, 99)(count - 1 - index)));
    expect(seen.size).toBe(5000);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...seen)).toBeLessThan(count);
  });

  it("differs from key to key and repeats for the same one", () => {
    expect(image(1000, keyOf(1))).toEqual(image(1000, keyOf(1)));
    const same = image(1000, keyOf(1)).filter((value, index) => value === permutation(1000, keyOf(2))(index));
    expect(same.length).toBeLessThan(20);
  });

  for (const count of [2, 3, 5, 16, 50]) {
    it(`sends the first index anywhere equally often over many keys, of ${count}`, () => {
      const landings = new Array<number>(count).fill(0);
      for (let seed = 0; seed < 20_000; seed++) landings[permutation(count, keyOf(seed))(0)]++;
      expect(chiSquaredP(landings, new Float64Array(count).fill(1 / count))).toBeGreaterThan(0.001);
    });
  }

  it("sends neighbours far apart", () => {
    const count = 100_000;
    const order = image(count, keyOf(5));
    const gaps = order.slice(1).map((value, index) => Math.abs(value - order[index]));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    // Two independent uniform places lie a third of the range apart on average.
    expect(mean / count).toBeGreaterThan(0.325);
    expect(mean / count).toBeLessThan(0.342);
  });

  it("spreads the first tenth of the order over all tenths of the range", () => {
    const count = 100_000;
    const tenths = new Array<number>(10).fill(0);
    for (let index = 0; index < count / 10; index++)
      tenths[Math.floor((permutation(count, keyOf(3))(index) * 10) / count)]++;
    expect(chiSquaredP(tenths, new Float64Array(10).fill(0.1))).toBeGreaterThan(0.001);
  });
});
