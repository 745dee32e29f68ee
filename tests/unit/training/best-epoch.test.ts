import { describe, expect, it } from "vitest";
import { bestEpoch, standsAtBest } from "@/domain/training/best-epoch";
import { freshProgress } from "@/domain/training/progress";
import { rowsOf } from "./epoch-rows";

const progressOf = (losses: readonly number[], step = 10 * losses.length) => ({
  ...freshProgress,
  step,
  epoch: losses.length,
  epochs: rowsOf(losses),
});

describe("the best epoch", () => {
  it("has the lowest loss on the validation text, the earliest of equals", () => {
    expect(bestEpoch(rowsOf([3, 2, 2.5, 2]), "off")?.epoch).toBe(2);
    expect(bestEpoch(rowsOf([3, 2, 2.5, 2]), "validation")?.epoch).toBe(2);
  });

  it("goes by the training loss where that is watched, or where nothing is kept aside", () => {
    expect(bestEpoch(rowsOf([1, 2, 3]), "train")?.epoch).toBe(3);
    expect(bestEpoch(rowsOf([null, null, null], [2, 1, 3]), "off")?.epoch).toBe(2);
  });

  it("is none before the first epoch, and never one whose loss is no number", () => {
    expect(bestEpoch([], "off")).toBeNull();
    expect(bestEpoch(rowsOf([Number.NaN, 4, 5]), "off")?.epoch).toBe(2);
  });

  it("is the one at hand only until a step is taken after it", () => {
    expect(standsAtBest(progressOf([3, 2]), "off")).toBe(true);
    expect(standsAtBest(progressOf([3, 2], 21), "off")).toBe(false);
    expect(standsAtBest(progressOf([2, 3]), "off")).toBe(false);
    expect(standsAtBest(freshProgress, "off")).toBe(false);
  });
});
