import { describe, expect, it } from "vitest";
import { areFinite } from "@/domain/named-tensors";

describe("finite numbers", () => {
  it.each([[0], [-0], [1e-45], [-3.4028234663852886e38], [3.4028234663852886e38]])("takes %d for one", (number) => {
    expect(areFinite(Float32Array.of(1, number, 2))).toBe(true);
  });

  it.each([[Number.NaN], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY]])("finds %d at any place", (number) => {
    for (const place of [0, 1, 2])
      expect(areFinite(Float32Array.of(1, 1, 1).fill(number, place, place + 1))).toBe(false);
  });

  it("looks at its own stretch of a buffer alone", () => {
    const whole = Float32Array.of(Number.NaN, 1, 2, Number.NaN);
    expect(areFinite(whole.subarray(1, 3))).toBe(true);
    expect(areFinite(whole.subarray(1))).toBe(false);
  });
});
