import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  clampToScale,
  fromTrack,
  type KeyMove,
  type SliderScale,
  shareOf,
  stepValue,
  toTrack,
  trackOf,
} from "@/ui/slider-scale";

const dropout: SliderScale = { kind: "linear", min: 0, max: 0.5, step: 0.05 };
const learningRate: SliderScale = { kind: "log", min: 1e-5, max: 1e-1, step: 1e-5 };
const hiddenSize: SliderScale = { kind: "log", min: 4, max: 512, step: 1 };
const weightDecay: SliderScale = { kind: "log", min: 0, max: 1, step: 1e-4 };
const size: SliderScale = { kind: "log2", min: 1, max: 512, step: 1 };
const epsilon: SliderScale = { kind: "log", min: 1e-10, max: 1e-2, step: 1e-10 };
const scales = [size, dropout, learningRate, hiddenSize, weightDecay, epsilon];
const right: KeyMove = { direction: 1, size: "arrow" };
const left: KeyMove = { direction: -1, size: "arrow" };
const pageUp: KeyMove = { direction: 1, size: "page" };
const pageDown: KeyMove = { direction: -1, size: "page" };

/** Gives the native number at a share of the track. */
function numberAt(scale: SliderScale, share: number): number {
  const { min, max } = trackOf(scale);
  return min + share * (max - min);
}

describe("slider scale", () => {
  it("puts the middle of a logarithmic range at its geometric mean", () => {
    expect(shareOf(learningRate, 1e-3)).toBeCloseTo(0.5, 10);
    expect(fromTrack(learningRate, 1000)).toBe(0.001);
    expect(fromTrack(size, 1000)).toBe(24);
  });

  it("snaps linear values to the step without the dust of binary fractions", () => {
    expect(fromTrack(dropout, 0.155)).toBe(0.15);
    expect(stepValue(dropout, 0.25, right)).toBe(0.3);
  });

  it("keeps 0 at the left end of a logarithmic range that starts there", () => {
    expect(fromTrack(weightDecay, 0)).toBe(0);
    expect(toTrack(weightDecay, 0)).toBe(0);
    expect(stepValue(weightDecay, 0, right)).toBe(1e-4);
    expect(stepValue(weightDecay, 1e-4, left)).toBe(0);
  });

  it("moves by a factor of ten on a page key of a logarithmic range", () => {
    expect(stepValue(learningRate, 3e-4, pageUp)).toBe(3e-3);
    expect(stepValue(learningRate, 3e-4, pageDown)).toBe(3e-5);
  });

  it("moves whole numbers by at least one", () => {
    expect(stepValue(hiddenSize, 4, right)).toBe(5);
    expect(stepValue(hiddenSize, 5, left)).toBe(4);
  });

  it("stops four times an octave on a scale of sizes", () => {
    const stops = [32];
    while ((stops.at(-1) ?? 0) < 128) stops.push(stepValue(size, stops.at(-1) ?? 0, right));
    expect(stops).toEqual([32, 40, 48, 56, 64, 80, 96, 112, 128]);
    expect(stepValue(size, 32, pageUp)).toBe(64);
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
        const value = fromTrack(scale, numberAt(scale, place));
        for (const moved of [value, stepValue(scale, value, pageUp), stepValue(scale, value, left)]) {
          expect(moved).toBeGreaterThanOrEqual(scale.min);
          expect(moved).toBeLessThanOrEqual(scale.max);
        }
      }),
    );
  });

  it("finds a chosen value again at its own place", () => {
    fc.assert(
      fc.property(fc.constantFrom(...scales), fc.double({ min: 0, max: 1, noNaN: true }), (scale, place) => {
        const value = fromTrack(scale, numberAt(scale, place));
        expect(fromTrack(scale, toTrack(scale, value))).toBe(value);
      }),
    );
  });

  it("always gets from one end to the other by arrow keys", () => {
    for (const scale of scales) {
      let value = scale.min;
      let presses = 0;
      while (value < scale.max && presses < 1000) {
        value = stepValue(scale, value, right);
        presses += 1;
      }
      expect(value).toBe(scale.max);
    }
  });
});
