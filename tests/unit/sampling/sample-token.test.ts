import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomKey, uniform } from "@/domain/random";
import { likeliest } from "@/domain/sampling/likeliest";
import { probabilities, sampleToken } from "@/domain/sampling/sample-token";
import { chiSquaredP } from "../support/chi-squared";

const logits = Float32Array.from({ length: 24 }, (_, id) => 2.5 * Math.sin(id * 1.7) - 0.05 * id);
const free = { temperature: 1, topK: 0, topP: 1 };
const DRAWS = 50_000;

function drawCounts(values: ArrayLike<number>, shape: typeof free): number[] {
  const counts = new Array<number>(values.length).fill(0);
  const key = randomKey(7, "sampling");
  for (let draw = 0; draw < DRAWS; draw++) counts[sampleToken(values, shape, uniform(key, draw))]++;
  return counts;
}

function softmax(values: ArrayLike<number>, temperature: number): number[] {
  const weights = Array.from(values, (value) => Math.exp(value / temperature));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

function support(shares: Float64Array): number[] {
  return [...shares.keys()].filter((id) => shares[id] > 0);
}

describe("drawing a token", () => {
  for (const temperature of [0.2, 0.7, 1, 1.5]) {
    it(`follows the softmax at temperature ${temperature} over ${DRAWS} draws`, () => {
      const counts = drawCounts(logits, { ...free, temperature });
      expect(chiSquaredP(counts, softmax(logits, temperature))).toBeGreaterThan(0.001);
    });
  }

  it("never favours token 0: not when it is impossible, and not when all are alike", () => {
    const impossible = Float32Array.from(logits);
    impossible[0] = Number.NEGATIVE_INFINITY;
    expect(drawCounts(impossible, free)[0]).toBe(0);
    expect(sampleToken(impossible, free, 0)).not.toBe(0);
    const alike = new Float32Array(10);
    expect(chiSquaredP(drawCounts(alike, free), softmax(alike, 1))).toBeGreaterThan(0.001);
  });

  it("draws only tokens of the top k and the top p, in their proportions", () => {
    const shape = { temperature: 1.5, topK: 6, topP: 0.8 };
    const shares = probabilities(logits, shape);
    const counts = drawCounts(logits, shape);
    expect(counts.filter((count) => count > 0).length).toBe(support(shares).length);
    expect(chiSquaredP(counts, shares)).toBeGreaterThan(0.001);
  });

  it("takes the most likely token at temperature 0, whatever the chance", () => {
    const best = logits.indexOf(Math.max(...logits));
    for (const chance of [0, 0.5, 1 - 2 ** -24]) {
      expect(sampleToken(logits, { ...free, temperature: 0 }, chance)).toBe(best);
      expect(sampleToken(logits, { ...free, temperature: 1e-5 }, chance)).toBe(best);
    }
  });

  it("takes the lowest id among equals at temperature 0", () => {
    expect(sampleToken([1, 3, 3, 2], { ...free, temperature: 0 }, 0.9)).toBe(1);
  });

  it("stays inside the vocabulary at the greatest chance", async () => {
    const anyLogits = fc.float32Array({ minLength: 1, maxLength: 50, noNaN: true, min: -50, max: 50 });
    await fc.assert(
      fc.property(anyLogits, fc.double({ min: 1e-5, max: 2, noNaN: true }), (values, temperature) => {
        const id = sampleToken(values, { ...free, temperature }, 1 - 2 ** -24);
        expect(probabilities(values, { ...free, temperature })[id]).toBeGreaterThan(0);
      }),
    );
  });

  it("survives logits far beyond what exp can hold", () => {
    expect([...probabilities([1e4, 1e4, -1e4], free)]).toEqual([0.5, 0.5, 0]);
  });

  it("throws on logits of a diverged model", () => {
    expect(() => sampleToken([0, Number.NaN], free, 0.5)).toThrow("sampleToken: expected finite logits, got NaN");
    expect(() => sampleToken([Number.POSITIVE_INFINITY, 0], free, 0.5)).toThrow("got Infinity");
  });
});

describe("the likeliest", () => {
  it("are those that a full sort puts first, the lower ids among equals", async () => {
    const anyValues = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 200 });
    await fc.assert(
      fc.property(anyValues, fc.integer({ min: 1, max: 220 }), (values, count) => {
        const sorted = [...values.keys()].sort((a, b) => values[b] - values[a] || a - b).slice(0, count);
        expect([...likeliest(values, count)]).toEqual(sorted.sort((a, b) => a - b));
      }),
    );
  });

  it("are found beside what cannot come at all", () => {
    expect([...likeliest([Number.NEGATIVE_INFINITY, 1, Number.NEGATIVE_INFINITY, 2], 3)]).toEqual([0, 1, 3]);
  });
});

describe("the distribution", () => {
  const shares = Float64Array.from([0.1, 0.4, 0.2, 0.25, 0.05]);
  const values = shares.map(Math.log);

  it("keeps exactly k tokens, the lower ids among equals", () => {
    expect(support(probabilities(values, { ...free, topK: 3 }))).toEqual([1, 2, 3]);
    expect(support(probabilities([1, 1, 1, 1], { ...free, topK: 2 }))).toEqual([0, 1]);
    expect(support(probabilities(values, { ...free, topK: 99 }))).toEqual([0, 1, 2, 3, 4]);
  });

  it("keeps the smallest set that reaches p", () => {
    expect(support(probabilities(values, { ...free, topP: 0.39 }))).toEqual([1]);
    expect(support(probabilities(values, { ...free, topP: 0.64 }))).toEqual([1, 3]);
    expect(support(probabilities(values, { ...free, topP: 0.66 }))).toEqual([1, 2, 3]);
    expect(support(probabilities(values, { ...free, topP: 0 }))).toEqual([1]);
  });

  it("keeps the same set of many tokens as of few: p is looked for among ever more of the likeliest", () => {
    const many = Float32Array.from({ length: 5000 }, (_, id) => 3 * Math.sin(id * 1.3));
    for (const topP of [0.01, 0.3, 0.9, 0.9999]) {
      const weights = Array.from(many, (logit) => Math.exp(logit));
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      const ranked = [...many.keys()].sort((a, b) => many[b] - many[a] || a - b);
      const expected: number[] = [];
      for (let reached = 0; reached < topP * total; reached += weights[expected.at(-1) ?? 0]) {
        expected.push(ranked[expected.length]);
      }
      expect(support(probabilities(many, { ...free, topP }))).toEqual(expected.sort((a, b) => a - b));
    }
  });

  it("measures p within the top k", () => {
    // Of the top two (0.4 and 0.25) the first holds 0.615.
    expect(support(probabilities(values, { ...free, topK: 2, topP: 0.6 }))).toEqual([1]);
    expect(support(probabilities(values, { ...free, topK: 2, topP: 0.63 }))).toEqual([1, 3]);
  });

  it("sums to 1 and keeps proportions whatever is filtered", () => {
    const kept = probabilities(values, { ...free, topK: 2 });
    expect(kept[1] / kept[3]).toBeCloseTo(0.4 / 0.25, 12);
    expect(kept.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it("is one certain token at temperature 0", () => {
    expect([...probabilities(values, { ...free, temperature: 0 })]).toEqual([0, 1, 0, 0, 0]);
  });
});
