import { describe, expect, it } from "vitest";
import { divergenceOf } from "@/domain/training/divergence";

describe("divergence", () => {
  it("is seen in a loss that is no number", () => {
    expect(divergenceOf(Number.NaN, 4, 100)).toBe("lossNotFinite");
    expect(divergenceOf(Number.POSITIVE_INFINITY, 4, 100)).toBe("lossNotFinite");
  });

  it("is seen in a loss far above a uniform guess", () => {
    expect(divergenceOf(3.1 * Math.log(100), 4, 100)).toBe("lossTooHigh");
  });

  it("forgives an unlucky start", () => {
    expect(divergenceOf(3.1 * Math.log(100), 9, 100)).toBeNull();
  });
});
