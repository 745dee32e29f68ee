import { describe, expect, it } from "vitest";
import { isLittleText } from "@/domain/training/little-text";

describe("little text", () => {
  it("is what a model can only learn by heart", () => {
    expect([276, 3000, 9999].every(isLittleText)).toBe(true);
    expect([10_000, 102_579].some(isLittleText)).toBe(false);
  });
});
