import { describe, expect, it } from "vitest";
import { ThreadChoice } from "@/engine/plan/wasm/thread-choice";

/** Runs `steps` steps whose pace is given, in runs of 32; gives the time spent and the last thread count. */
function simulate(
  choice: ThreadChoice,
  steps: number,
  paceOf: (threads: number, step: number) => number,
): { readonly milliseconds: number; readonly threads: number } {
  let milliseconds = 0;
  let threads = 0;
  for (let done = 0; done < steps; ) {
    const stretch = choice.next(Math.min(32, steps - done));
    const taken = stretch.steps * paceOf(stretch.threads, done);
    choice.report(stretch, taken);
    milliseconds += taken;
    threads = stretch.threads;
    done += stretch.steps;
  }
  return { milliseconds, threads };
}

describe("the choice of threads", () => {
  it.each([
    { one: 280, all: 150, share: 1.04 },
    { one: 10, all: 5.3, share: 1.04 },
    { one: 0.011, all: 0.632, share: 1.04 },
    { one: 0.45, all: 0.98, share: 1.04 },
  ])("costs next to nothing against knowing: $one ms on one, $all ms on all", ({ one, all, share }) => {
    const steps = Math.ceil(20_000 / Math.min(one, all));
    const { milliseconds } = simulate(new ThreadChoice(2), steps, (threads) => (threads === 1 ? one : all));
    expect(milliseconds / (steps * Math.min(one, all))).toBeLessThan(share);
  });

  it.each([
    { one: 6000, all: 3200 },
    { one: 3200, all: 6000 },
  ])("keeps to the faster way where a step takes seconds: $one ms on one, $all ms on all", ({ one, all }) => {
    const choice = new ThreadChoice(2);
    const paceOf = (threads: number) => (threads === 1 ? one : all);
    // The first step compiles, and touches all memory.
    simulate(choice, 1, (threads) => 3 * paceOf(threads));
    simulate(choice, 3, paceOf);
    let milliseconds = 0;
    for (let step = 0; step < 60; step++) milliseconds += simulate(choice, 1, paceOf).milliseconds;
    expect(milliseconds / (60 * Math.min(one, all))).toBeLessThan(1.1);
  });

  it("forgets the slow first steps of kernels that are not compiled yet", () => {
    const choice = new ThreadChoice(4);
    const paceOf = (threads: number, step: number) => (step < 4 ? 1500 : 280) / threads ** 0.8;
    expect(simulate(choice, 80, paceOf).threads).toBe(4);
  });

  it("finds out when threads that share a core are in each other's way", () => {
    const paceOf = (threads: number) => ({ 1: 10, 4: 3, 8: 3.6 })[threads] ?? Number.NaN;
    expect(simulate(new ThreadChoice(8), 3000, paceOf).threads).toBe(4);
  });

  it("follows the machine: leaves the helpers when they are in the way and takes them back later", () => {
    const choice = new ThreadChoice(2);
    expect(simulate(choice, 2000, (threads) => (threads === 1 ? 2 : 1.1)).threads).toBe(2);
    expect(simulate(choice, 2000, (threads) => (threads === 1 ? 2 : 9)).threads).toBe(1);
    expect(simulate(choice, 6000, (threads) => (threads === 1 ? 2 : 1.1)).threads).toBe(2);
  });

  it("never asks for helpers that do not exist, nor for steps that are not there", () => {
    const lone = new ThreadChoice(1);
    expect(lone.next(32)).toEqual({ threads: 1, steps: 32 });
    const choice = new ThreadChoice(8);
    for (let round = 0; round < 50; round++) {
      const stretch = choice.next(3);
      expect(stretch.steps).toBeGreaterThan(0);
      expect(stretch.steps).toBeLessThanOrEqual(3);
      expect([1, 4, 8]).toContain(stretch.threads);
      choice.report(stretch, 0);
    }
  });
});
