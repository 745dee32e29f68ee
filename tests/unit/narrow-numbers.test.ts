import { describe, expect, it } from "vitest";
import { toHalves, toScaledRows } from "@/domain/narrow-numbers";
import { widen } from "@/domain/stored-tensor";

const LARGEST = 0x7bff;
/** All halves from zero to the largest. */
const halves = Uint16Array.from({ length: LARGEST + 1 }, (_, half) => half);
const values = widen(halves.slice().buffer, "F16");

describe("halves", () => {
  it("hold every half again, of either sign", () => {
    expect(toHalves(values)).toEqual(halves);
    expect(toHalves(values.map((value) => -value))).toEqual(halves.map((half) => half | 0x8000));
  });

  it("are the nearest, and the even one of two that are as near", () => {
    const middles = values.subarray(1).map((value, index) => (value + values[index]) / 2);
    expect(toHalves(middles)).toEqual(Uint16Array.from(middles, (_, index) => index + (index & 1)));
    const next = (value: number, by: number) => {
      const words = new Uint32Array(Float32Array.of(value).buffer);
      words[0] += by;
      return new Float32Array(words.buffer)[0];
    };
    expect(toHalves(middles.map((value) => next(value, 1)))).toEqual(halves.slice(1));
    expect(toHalves(middles.map((value) => next(value, -1)))).toEqual(halves.slice(0, -1));
  });

  it("stay finite", () => {
    expect([...toHalves(Float32Array.of(65_519, 65_520, 1e30, -1e30))]).toEqual([
      LARGEST,
      LARGEST,
      LARGEST,
      LARGEST | 0x8000,
    ]);
  });
});

describe("scaled rows", () => {
  it("are off by half a step at most, each by the scale of its own row", () => {
    const numbers = Float32Array.of(0.5, -1, 0.251, 100, 3, -7, 0, 0, 0);
    const { steps, scales } = toScaledRows(numbers, 3);
    expect([...scales]).toEqual([1 / 127, 100 / 127, 0].map(Math.fround));
    expect([steps[1], steps[3], steps[8]]).toEqual([-127, 127, 0]);
    for (const [index, number] of numbers.entries()) {
      const scale = scales[Math.floor(index / 3)];
      expect(Math.abs(steps[index] * scale - number)).toBeLessThanOrEqual(0.5001 * scale);
    }
  });
});
