import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clampToScale, positionOf, type SliderScale, stepValue, valueAt } from "@/ui/slider-scale";

const dropout: SliderScale = { kind: "linear", min: 0, max: 0.5, step: 0.05 };
const learningRate: SliderScale = { kind: "log", min: 1e-5, max: 1e-1, step: 1e-5 };
const hiddenSize: SliderScale = { kind: "log", min: 4, max: 512, step: 1 };
const weightDecay: SliderScale = { kind: "log", min: 0, max: 1, step: 1e-4 };
const size: SliderScale = { kind: "log2", min: 1, max: 512, step: 1 };
const scales = [size, dropout, learningRate, hiddenSize, weightDecay];

describe("slider scale", () => {
  it("puts the middle of a logarithmic range at its geometric mean", () => {
    expect(positionOf(learningRate, 1e-3)).toBeCloseTo(0.5, 10);
    expect(valueAt(learningRate, 0.5)).toBe(0.001);
  });

  it("snaps linear values to the step without the dust of binary fractions", () => {
    expect(valueAt(dropout, 0.31)).toBe(0.15);
    expect(stepValue(dropout, 0.25, 1, "arrow")).toBe(0.3);
  });

  it("keeps 0 at the left end of a logarithmic range that starts there", () => {
    expect(valueAt(weightDecay, 0)).toBe(0);
    expect(positionOf(weightDecay, 0)).toBe(0);
    expect(stepValue(weightDecay, 0, 1, "arrow")).toBe(1e-4);
    expect(stepValue(weightDecay, 1e-4, -1, "arrow")).toBe(0);
  });

  it("moves by a factor of ten on a page key of a logarithmic range", () => {
    expect(stepValue(learningRate, 3e-4, 1, "page")).toBe(3e-3);
    expect(stepValue(learningRate, 3e-4, -1, "page")).toBe(3e-5);
  });

  it("moves whole numbers by at least one", () => {
    expect(stepValue(hiddenSize, 4, 1, "arrow")).toBe(5);
    expect(stepValue(hiddenSize, 5, -1, "arrow")).toBe(4);
  });

  it("stops four times an octave on a scale of sizes", () => {
    const stops = [32];
    while ((stops.at(-1) ?? 0) < 128) stops.push(stepValue(size, stops.at(-1) ?? 0, 1, "arrow"));
    expect(stops).toEqual([32, 40, 48, 56, 64, 80, 96, 112, 128]);
    expect(stepValue(size, 32, 1, "page")).toBe(64);
    expect(clampToScale(size, 33)).toBe(33);
  });

  it("keeps a typed value as typed inside the range, and rounds it where whole numbers are wanted", () => {
    expect(clampToScale(learningRate, 0.00123456)).toBe(0.00123456);
    expect(clampToScale(learningRate, 7)).toBe(0.1);
    expect(clampToScale(hiddenSize, 130.4)).toBe(130);
  });

  it("stays in its range from any place and any key", () => {
    fc.assert(
      fc.property(fc.constantFrom(...scales), fc.double({ min: -1, max: 2, noNaN: true }), (scale, place) => {
        const value = valueAt(scale, place);
        for (const moved of [value, stepValue(scale, value, 1, "page"), stepValue(scale, value, -1, "arrow")]) {
          expect(moved).toBeGreaterThanOrEqual(scale.min);
          expect(moved).toBeLessThanOrEqual(scale.max);
        }
      }),
    );
  });

  it("finds a chosen value again at its own place", () => {
    fc.assert(
      fc.property(fc.constantFrom(...scales), fc.double({ min: 0, max: 1, noNaN: true }), (scale, place) => {
        const value = valueAt(scale, place);
        expect(valueAt(scale, positionOf(scale, value))).toBeCloseTo(value, 10);
      }),
    );
  });

  it("always gets from one end to the other by arrow keys", () => {
    for (const scale of scales) {
      let value = scale.min;
      let presses = 0;
      while (value < scale.max && presses < 1000) {
        value = stepValue(scale, value, 1, "arrow");
        presses += 1;
      }
      expect(value).toBe(scale.max);
    }
  });
});
