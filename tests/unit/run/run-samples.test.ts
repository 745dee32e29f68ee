import { describe, expect, it } from "vitest";
import type { RunSample } from "@/domain/run/run";
import { addSample, MOST_SAMPLES, noSampleOf, placeOfSample } from "@/domain/run/run-samples";
import { nextMilestone, SAMPLE_EVERY_MILLISECONDS, SAMPLE_SHARE, SamplePace } from "@/domain/run/sample-pace";
import { freshProgress } from "@/domain/training/progress";
import { runOf } from "../state/fake-client";

const at = (step: number): RunSample => ({ step, prompt: "", seed: "1", text: `${step}` });

function kept(steps: readonly number[]): readonly number[] {
  return steps
    .reduce((samples, step) => addSample(samples, at(step)), [] as readonly RunSample[])
    .map(({ step }) => step);
}

describe("the samples that a run keeps", () => {
  it("keeps all that there is room for, and beyond it the first, the newest and the whole way between", () => {
    const early = [0, 10, 30, 100, 300];
    const late = Array.from({ length: 5000 }, (_, index) => 1000 + 100 * index);
    expect(kept([...early, ...late].slice(0, MOST_SAMPLES))).toHaveLength(MOST_SAMPLES);
    const left = kept([...early, ...late]);
    expect(left).toHaveLength(MOST_SAMPLES);
    expect(left.slice(0, 5)).toEqual(early);
    expect(left.at(-1)).toBe(late.at(-1));
    const rooms = left.slice(6).map((step, index) => Math.sqrt(step) - Math.sqrt(left[index + 5]));
    expect(Math.max(...rooms) / Math.min(...rooms), "no stretch is told four times as closely as another").toBeLessThan(
      4,
    );
  });

  it("lets many texts of one step go before texts of others", () => {
    const left = kept([0, 10, ...Array.from({ length: 2 * MOST_SAMPLES }, () => 50), 60]);
    expect(left.filter((step) => step !== 50)).toEqual([0, 10, 60]);
  });

  it("finds the place of a sample, and of one that has made room the nearest", () => {
    const samples = [at(0), at(10), at(30)];
    expect(placeOfSample(samples, null)).toBe(2);
    expect(placeOfSample(samples, samples[1])).toBe(1);
    expect(placeOfSample(samples, at(12))).toBe(1);
    expect(placeOfSample([], null)).toBe(-1);
  });
});

describe("a run without a text", () => {
  it("waits for the first only until it has taken a step", () => {
    const run = (step: number, state: "running" | "stopped") =>
      runOf({ id: "a", state, progress: { ...freshProgress, step } });
    expect(noSampleOf(run(0, "running"), true)).toBe("waiting");
    expect(noSampleOf(run(13, "running"), true)).toBe("writing");
    expect(noSampleOf(run(13, "stopped"), true)).toBe("none");
    expect(noSampleOf(run(13, "running"), false)).toBe("silent");
  });
});

describe("the pace of samples", () => {
  it("is due at 0, 10, 30, 100 and so on", () => {
    const steps = [nextMilestone(0)];
    while (steps.length < 6) steps.push(nextMilestone(steps.at(-1) as number));
    expect([...steps, nextMilestone(14)]).toEqual([10, 30, 100, 300, 1000, 3000, 30]);
    const pace = new SamplePace(0, 0);
    expect(pace.mayBegin(0, 0)).toBe(true);
    pace.begin(0, 0, 0);
    expect([pace.mayBegin(9, 1), pace.mayBegin(10, 1)]).toEqual([false, true]);
  });

  it("is due again some seconds of training after the last, wherever the next milestone lies", () => {
    const pace = new SamplePace(40, 5000);
    expect(pace.mayBegin(41, 5001)).toBe(false);
    expect(pace.mayBegin(41, 5000 + SAMPLE_EVERY_MILLISECONDS)).toBe(true);
  });

  it("waits until what was spent, and what a beginning takes, is earned by training", () => {
    const pace = new SamplePace(0, 1000);
    pace.begin(0, 1000, 8);
    pace.spend(4);
    const even = 1000 + 12 / SAMPLE_SHARE;
    expect(pace.credit(even)).toBeCloseTo(0, 9);
    expect(pace.mayBegin(10, even)).toBe(false);
    expect(pace.mayBegin(10, 1000.001 + 20 / SAMPLE_SHARE)).toBe(true);
  });
});
