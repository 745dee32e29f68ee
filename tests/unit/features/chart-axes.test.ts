import { describe, expect, it } from "vitest";
import { axisReach, axisTicks, shownAbscissa } from "@/features/metrics/chart-axes";
import { tickFormat } from "@/features/metrics/tick-format";
import { withRuns } from "@/i18n/runs-text";
import { createText } from "@/i18n/use-text";

describe("the abscissa", () => {
  it("counts steps until the axis holds two epochs, and whatever else was asked for at once", () => {
    expect(shownAbscissa("epoch", 199, 100)).toBe("step");
    expect(shownAbscissa("epoch", 200, 100)).toBe("epoch");
    expect(shownAbscissa("epoch", 200, null)).toBe("step");
    expect([shownAbscissa("step", 900, 100), shownAbscissa("time", 1, 100)]).toEqual(["step", "time"]);
  });

  it("has ticks at whole epochs and whole steps, in a part of them too", () => {
    expect(axisTicks([0, 5], "epoch")).toEqual([0, 1, 2, 3, 4, 5]);
    expect(axisTicks([0, 199], "step")).toEqual([0, 50, 100, 150]);
    expect(axisTicks([0, 3], "step")).toEqual([0, 1, 2, 3]);
    expect(axisTicks([117, 123.5], "step")).toEqual([118, 120, 122]);
    expect(axisTicks([2.1, 2.6], "epoch"), "nearer than two epochs").toEqual([2.1, 2.2, 2.3, 2.4, 2.5, 2.6]);
    expect(axisTicks([0, 165], "epoch").length).toBeLessThanOrEqual(8);
  });

  it("has ticks at round times", () => {
    expect(axisTicks([0, 62], "time")).toEqual([0, 15, 30, 45, 60]);
    expect(axisTicks([0, 700], "time")).toEqual([0, 300, 600]);
    expect(axisTicks([3700, 11_000], "time")).toEqual([5400, 7200, 9000, 10_800]);
    expect(axisTicks([0, 1.2], "time")).toEqual([0, 0.5, 1]);
  });

  it("writes each tick of time in words of its own, in parts of a second too", () => {
    const written = (language: "en" | "pt-BR", high: number) => {
      const ticks = axisTicks([0, high], "time");
      return ticks.map(tickFormat(withRuns(createText(language)), ticks, "time"));
    };
    expect(written("en", 62)).toEqual(["0:00", "0:15", "0:30", "0:45", "1:00"]);
    expect(written("en", 1.2)).toEqual(["0.0 s", "0.5 s", "1.0 s"]);
    expect(written("pt-BR", 0.36)).toEqual(["0,0 s", "0,1 s", "0,2 s", "0,3 s"]);
    expect(written("en", 0.1)).toEqual(["0.00 s", "0.02 s", "0.04 s", "0.06 s", "0.08 s", "0.10 s"]);
  });

  it("starts short on a long run and never cuts the newest step off", () => {
    expect(axisReach(10, 100_000)).toBeLessThan(40);
    expect([axisReach(100, 1600), axisReach(99, 1600), axisReach(90, 1600)]).toEqual([200, 200, 100]);
    expect([axisReach(120, 100), axisReach(0, null), axisReach(5210, 9050)]).toEqual([120, 20, 9050]);
    for (const step of [0, 1, 19, 20, 500, 9_999, 99_999, 100_000]) {
      expect(axisReach(step, 100_000)).toBeGreaterThanOrEqual(step);
    }
  });
});
