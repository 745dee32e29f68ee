import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EventOutbox } from "@/worker/event-outbox";
import type { WorkerEvent } from "@/worker/protocol";

const steps = (step: number): WorkerEvent => ({
  type: "steps",
  columns: { step: [step], loss: [-step], accuracy: [step / 2], gradientNorm: [step + 1], learningRate: [step / 3] },
  epoch: 0,
  totalSteps: 10,
  trainingSeconds: step,
  tokensPerSecond: 1,
  stepMilliseconds: 1,
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
    const seen = batches.flatMap(([event]) => (event?.type === "steps" ? event.columns.step : []));
    expect(seen).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  });

  it("keeps the order of different events and sends a change of state at once", () => {
    const batches: (readonly WorkerEvent[])[] = [];
    const outbox = new EventOutbox();
    outbox.listen((events) => batches.push(events));
    outbox.post(steps(1));
    outbox.post({ type: "runState", state: "paused", reason: null, error: null });
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
    expect(batches[0]?.[0]).toEqual({
      ...steps(2),
      columns: { step: [1, 2], loss: [-1, -2], accuracy: [0.5, 1], gradientNorm: [2, 3], learningRate: [1 / 3, 2 / 3] },
    });
  });
});
