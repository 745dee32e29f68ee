import { describe, expect, it } from "vitest";
import { defaultConfig } from "@/domain/config/defaults";
import { durationText, secondsLeft, settingsMatch } from "@/features/training/run-text";

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
  });

  it("multiplies the steps left by the time of a step, never below zero", () => {
    expect(secondsLeft(500, 1000, 20)).toBe(10);
    expect(secondsLeft(1001, 1000, 20)).toBe(0);
  });
});

describe("settingsMatch", () => {
  const { training } = defaultConfig;

  it("holds for equal settings whatever the order of their keys", () => {
    const reversed = Object.fromEntries(Object.entries(training).reverse()) as typeof training;
    expect(settingsMatch(defaultConfig, { ...defaultConfig, training: reversed })).toBe(true);
  });

  it("ignores settings that act on the run under way", () => {
    expect(settingsMatch(defaultConfig, { ...defaultConfig, training: { ...training, learningRate: 0.5 } })).toBe(true);
  });

  it("notices every other change", () => {
    expect(settingsMatch(defaultConfig, { ...defaultConfig, seed: "other" })).toBe(false);
    expect(settingsMatch(defaultConfig, { ...defaultConfig, training: { ...training, batchSize: 7 } })).toBe(false);
    const model = { ...defaultConfig.model, hiddenSize: 77 };
    expect(settingsMatch(defaultConfig, { ...defaultConfig, model })).toBe(false);
  });
});
