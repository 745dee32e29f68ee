import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { freshProgress } from "@/domain/training/progress";
import { EventOutbox } from "@/worker/event-outbox";
import type { WorkerEvent } from "@/worker/protocol";

const measured = (step: number) => ({
  step,
  loss: -step,
  accuracy: step / 2,
  counted: 16,
  gradientNorm: step + 1,
  learningRate: step / 3,
});
const { epochs: _, ...standing } = freshProgress;
const steps = (step: number, run = "a"): WorkerEvent => ({
  type: "steps",
  run,
  steps: [measured(step)],
  standing,
  totalSteps: 10,
  pace: { trainingSeconds: step, tokensPerSecond: 1, stepMilliseconds: 1 },
});

describe("the event outbox", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("sends at most ten batches a second, with consecutive steps merged in order", () => {
    const batches: (readonly WorkerEvent[])[] = [];
    const outbox = new EventOutbox();
    outbox.listen((events) => batches.push(events));
    for (let step = 1; step <= 100; step++) {
      outbox.post(steps(step));
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(200);
    expect(batches.length).toBeLessThanOrEqual(12);
    expect(batches.every((batch) => batch.length === 1)).toBe(true);
    const seen = batches.flatMap(([event]) => (event?.type === "steps" ? event.steps.map(({ step }) => step) : []));
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  it("keeps the steps of two runs apart", () => {
    const batches: (readonly WorkerEvent[])[] = [];
    const outbox = new EventOutbox();
    outbox.listen((events) => batches.push(events));
    for (const event of [steps(1, "a"), steps(1, "b"), steps(2, "b")]) outbox.post(event);
    outbox.flush();
    const told = batches.flat().map((event) => (event.type === "steps" ? [event.run, event.steps.length] : []));
    expect(told).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("keeps the order of different events and sends a change of state at once", () => {
    const batches: (readonly WorkerEvent[])[] = [];
    const outbox = new EventOutbox();
    outbox.listen((events) => batches.push(events));
    outbox.post(steps(1));
    outbox.post({ type: "runState", run: "a", state: "paused", reason: null, error: null });
    outbox.flush();
    expect(batches.map((batch) => batch.map(({ type }) => type))).toEqual([["steps", "runState"]]);
  });

  it("waits its time again after a batch that was sent at once", () => {
    const batches: (readonly WorkerEvent[])[] = [];
    const outbox = new EventOutbox();
    outbox.listen((events) => batches.push(events));
    outbox.post(steps(1));
    outbox.flush();
    outbox.post(steps(2));
    vi.advanceTimersByTime(50);
    outbox.flush();
    outbox.post(steps(3));
    vi.advanceTimersByTime(99);
    expect(batches).toHaveLength(2);
    vi.advanceTimersByTime(1);
    expect(batches).toHaveLength(3);
  });

  it("loses nothing that is posted before anyone listens", () => {
    const batches: (readonly WorkerEvent[])[] = [];
    const outbox = new EventOutbox();
    outbox.post(steps(1));
    vi.advanceTimersByTime(500);
    outbox.listen((events) => batches.push(events));
    outbox.post(steps(2));
    vi.advanceTimersByTime(500);
    expect(batches.flat()).toHaveLength(1);
    expect(batches[0]?.[0]).toEqual({ ...steps(2), steps: [measured(1), measured(2)] });
  });

  it("waits for a page that is slow, and leaves it as long to rest as it took", () => {
    const batches: (readonly WorkerEvent[])[] = [];
    const outbox = new EventOutbox();
    outbox.listen((events) => batches.push(events), "elsewhere");
    const train = (milliseconds: number) => {
      for (let time = 0; time < milliseconds; time += 10) {
        outbox.post(steps(1));
        vi.advanceTimersByTime(10);
      }
    };
    train(400);
    expect(batches).toHaveLength(1);
    outbox.seen();
    train(390);
    expect(batches).toHaveLength(1);
    train(20);
    expect(batches).toHaveLength(2);
    expect(batches[1]).toHaveLength(1);
    outbox.post({ type: "runState", run: "a", state: "paused", reason: null, error: null });
    outbox.flush();
    expect(batches).toHaveLength(3);
  });
});
