// When a silent worker counts as dead, on a clock that the tests move.
import { describe, expect, it } from "vitest";
import { RestartBudget, Watchdog, type WorkerActivity } from "@/worker/watchdog";

/** Asks every half second, as the page does, and gives the milliseconds after which the answer is yes. */
function silenceUntilDeath(watchdog: Watchdog, from: number, most = 200_000): number {
  for (let now = from; now <= from + most; now += 500) if (watchdog.isDead(now)) return now - from;
  return Number.POSITIVE_INFINITY;
}

function workerThatBeats(activity: WorkerActivity, every: number, beats: number) {
  const watchdog = new Watchdog(0);
  watchdog.beat(activity, 0);
  let now = 0;
  for (let count = 0; count < beats; count++) {
    for (const end = now + every; now < end; now += 500) expect(watchdog.isDead(now)).toBe(false);
    watchdog.beat(activity, now);
  }
  return { watchdog, now };
}

describe("the watch over the worker", () => {
  it("lets a resting worker be silent for three seconds", () => {
    const { watchdog, now } = workerThatBeats("resting", 500, 20);
    expect(silenceUntilDeath(watchdog, now)).toBe(3_500);
  });

  it("waits long for the first step of a slow device", () => {
    const watchdog = new Watchdog(0);
    watchdog.beat("working", 0);
    expect(silenceUntilDeath(watchdog, 0)).toBe(45_500);
  });

  it("waits as long for a first step behind an opening of many short pieces", () => {
    const { watchdog, now } = workerThatBeats("working", 500, 40);
    expect(silenceUntilDeath(watchdog, now)).toBe(45_500);
  });

  it("takes the first slice of a training as a measure, and a compilation within it", () => {
    const quick = new Watchdog(0);
    quick.beat("working", 0);
    quick.beat("measured", 300);
    expect(silenceUntilDeath(quick, 500)).toBe(8_000);
    const slow = new Watchdog(0);
    slow.beat("working", 0);
    for (let now = 0; now < 5_000; now += 500) expect(slow.isDead(now)).toBe(false);
    slow.beat("measured", 5_000);
    expect(silenceUntilDeath(slow, 5_000)).toBe(40_500);
  });

  it("gives a worker that has a measure eight times its longest silence", () => {
    const { watchdog, now } = workerThatBeats("measured", 4_000, 10);
    expect(silenceUntilDeath(watchdog, now)).toBe(32_500);
  });

  it("knows a quick worker as dead after eight seconds, and no worker later than after ninety", () => {
    const quick = workerThatBeats("measured", 500, 10);
    expect(silenceUntilDeath(quick.watchdog, quick.now)).toBe(8_500);
    const slow = workerThatBeats("working", 40_000, 10);
    expect(silenceUntilDeath(slow.watchdog, slow.now)).toBe(90_500);
  });

  it("forgets the measure of one kind of work with the next", () => {
    const { watchdog, now } = workerThatBeats("working", 8_000, 2);
    expect(watchdog.limit).toBe(64_000);
    watchdog.beat("resting", now);
    watchdog.beat("working", now);
    expect(silenceUntilDeath(watchdog, now)).toBe(45_500);
  });

  it("takes no sleep of the computer for a death", () => {
    const { watchdog, now } = workerThatBeats("resting", 500, 4);
    expect(watchdog.isDead(now + 3_600_000)).toBe(false);
    watchdog.beat("resting", now + 3_600_100);
    expect(watchdog.isDead(now + 3_600_500)).toBe(false);
  });
});

describe("restarts", () => {
  it("are three in a minute, and come back with time", () => {
    const budget = new RestartBudget();
    expect([0, 10, 20, 30].map((now) => budget.take(now))).toEqual([true, true, true, false]);
    expect(budget.take(60_001)).toBe(true);
    expect(budget.take(60_002)).toBe(false);
    const smaller = new RestartBudget(2);
    expect([0, 10, 20].map((now) => smaller.take(now))).toEqual([true, true, false]);
  });
});
