import { describe, expect, it } from "vitest";
import { axisReach, stepAxis } from "@/features/metrics/chart-axes";

describe("stepAxis", () => {
  it("puts ticks at epochs once the axis holds two of them", () => {
    const axis = stepAxis(axisReach(5210, 9050), 1810);
    expect(axis.maximum).toBe(9050);
    expect(axis.ticks).toEqual([0, 1810, 3620, 5430, 7240, 9050]);
    expect(axis.stepsPerEpoch).toBe(1810);
  });

  it("counts steps until the axis holds two epochs, and whole epochs from there", () => {
    expect(stepAxis(199, 100)).toMatchObject({ ticks: [0, 50, 100, 150], stepsPerEpoch: null });
    expect(stepAxis(200, 100)).toMatchObject({ ticks: [0, 100, 200], stepsPerEpoch: 100 });
  });

  it("puts the last tick at the end where steps do not divide evenly into epochs", () => {
    expect(stepAxis(1000, 1000 / 15).ticks).toHaveLength(4);
    expect(stepAxis(1000, 1000 / 30).ticks).toHaveLength(4);
  });

  it("starts short on a long run and never cuts the newest step off", () => {
    expect(axisReach(10, 100_000)).toBeLessThan(40);
    expect(axisReach(100, 1600)).toBe(200);
    expect(axisReach(99, 1600)).toBe(200);
    expect(axisReach(90, 1600)).toBe(100);
    expect(axisReach(120, 100)).toBe(120);
    for (const step of [0, 1, 19, 20, 500, 9_999, 99_999, 100_000]) {
      expect(axisReach(step, 100_000)).toBeGreaterThanOrEqual(step);
    }
  });

  it("names no epoch past the last of a run of a few steps", () => {
    const axis = stepAxis(axisReach(12, 12), 1);
    expect(axis.maximum).toBe(12);
    expect((axis.ticks.at(-1) ?? 0) / (axis.stepsPerEpoch ?? 1)).toBeLessThanOrEqual(12);
  });

  it("counts steps while no run has told its length", () => {
    expect(stepAxis(axisReach(0, null), null)).toEqual({
      maximum: 20,
      ticks: [0, 5, 10, 15, 20],
      stepsPerEpoch: null,
    });
  });

  it("keeps a few ticks however many epochs there are", () => {
    expect(stepAxis(axisReach(90_000, 100_000), 100_000 / 165).ticks.length).toBeLessThanOrEqual(8);
  });
});
