import { describe, expect, it } from "vitest";
import { durationText } from "@/features/duration-text";
import { secondsLeft } from "@/features/training/run-text";

describe("durationText", () => {
  it("writes minutes and seconds, and hours where there are some", () => {
    expect([0, 7.4, 186, 3729].map(durationText)).toEqual(["0:00", "0:07", "3:06", "1:02:09"]);
  });
});

describe("secondsLeft", () => {
  it("is unknown for the first ten steps and before anything is measured", () => {
    expect(secondsLeft(9, 1000, 20)).toBeNull();
    expect(secondsLeft(null, 1000, 20)).toBeNull();
    expect(secondsLeft(500, null, 20)).toBeNull();
    expect(secondsLeft(500, 1000, null)).toBeNull();
    expect(secondsLeft(10, 1000, 20)).not.toBeNull();
  });

  it("multiplies the steps left by the time of a step, never below zero", () => {
    expect(secondsLeft(500, 1000, 20)).toBe(10);
    expect(secondsLeft(1001, 1000, 20)).toBe(0);
  });
});
