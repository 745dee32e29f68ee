// The life of a worker with fake workers and fake time: starts that fail, deaths, and who hears of them.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AppError } from "@/domain/errors";
import { startWorker } from "@/worker/live-worker";
import type { WorkerApi, WorkerEvent } from "@/worker/protocol";
import { createTrainingClient } from "@/worker/training-client";

/** A worker that does what the test makes it do. */
class FakeWorker extends EventTarget {
  ended = false;
  readonly posted: unknown[] = [];
  postMessage(message: unknown): void {
    this.posted.push(message);
  }
  terminate(): void {
    this.ended = true;
  }
  beat(activity: "resting" | "working" = "resting"): void {
    this.dispatchEvent(new MessageEvent("message", { data: { signal: "beat", activity } }));
  }
  crash(message = "Uncaught Error"): void {
    this.dispatchEvent(Object.assign(new Event("error"), { message }));
  }
}

let workers: FakeWorker[] = [];
let deaths: AppError[] = [];
let states: number[] = [];
let told: WorkerEvent[] = [];

const listener = {
  onEvents: (events: readonly WorkerEvent[]) => void told.push(...events),
  onSoundState: ({ step }: { step: number }) => void states.push(step),
  onDeath: (error: AppError) => void deaths.push(error),
};

const newest = () => workers[workers.length - 1] as FakeWorker;

function start() {
  return startWorker(listener, {
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
    now: () => Date.now(),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  [workers, deaths, states, told] = [[], [], [], []];
});
afterEach(() => vi.useRealTimers());

describe("a worker", () => {
  it("hears that its events were taken in", async () => {
    start();
    newest().beat();
    newest().dispatchEvent(new MessageEvent("message", { data: { signal: "events", events: [] } }));
    await Promise.resolve();
    expect(newest().posted).toEqual([{ signal: "eventsSeen" }]);
  });

  it("is ready with its first beat", async () => {
    const live = start();
    let ready = false;
    void live.ready.then(() => {
      ready = true;
    });
    await vi.advanceTimersByTimeAsync(60_000);
    expect([ready, deaths]).toEqual([false, []]);
    newest().beat();
    await vi.advanceTimersByTimeAsync(0);
    expect(ready).toBe(true);
  });

  it("whose script does not load is started again, and calls wait for it", async () => {
    const live = start();
    newest().crash("");
    await vi.advanceTimersByTimeAsync(499);
    expect(workers.length).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(workers.map(({ ended }) => ended)).toEqual([true, false]);
    newest().beat();
    await live.ready;
    expect(deaths).toEqual([]);
  });

  it("that fails to load three times is given up, in words of its own", async () => {
    const live = start();
    for (let turn = 0; turn < 3; turn++) {
      newest().crash("");
      await vi.advanceTimersByTimeAsync(2_000);
    }
    expect(workers.length).toBe(3);
    expect(deaths).toEqual([{ code: "workerNotLoaded" }]);
    expect(await live.death).toEqual({ code: "workerNotLoaded" });
  });

  it("that crashes is ended, and its death told once", async () => {
    const live = start();
    newest().beat();
    newest().crash("boom");
    newest().crash("again");
    expect(newest().ended).toBe(true);
    expect(await live.death).toEqual({ code: "workerDied", detail: "boom" });
    expect(deaths).toEqual([{ code: "workerDied", detail: "boom" }]);
  });

  it("that falls silent is ended", async () => {
    start();
    newest().beat();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(deaths).toEqual([]);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(deaths).toMatchObject([{ code: "workerDied" }]);
    expect(newest().ended).toBe(true);
  });

  it("that was killed dies in silence", async () => {
    const live = start();
    newest().beat();
    live.kill({ code: "workerDied", detail: "restart" });
    await vi.advanceTimersByTimeAsync(100_000);
    expect(deaths).toEqual([]);
    expect(workers.length).toBe(1);
  });

  it("hands its events and copies of its run over, and none once it is dead", () => {
    const live = start();
    newest().beat();
    const sendBoth = (step: number) => {
      const state = { bytes: new Uint8Array(1), step };
      const events = [{ type: "deviceLost", detail: String(step) }];
      for (const data of [
        { signal: "soundState", state },
        { signal: "events", events },
      ]) {
        newest().dispatchEvent(new MessageEvent("message", { data }));
      }
    };
    sendBoth(7);
    live.kill({ code: "workerDied", detail: "restart" });
    sendBoth(8);
    expect(states).toEqual([7]);
    expect(told).toEqual([{ type: "deviceLost", detail: "7" }]);
  });
});

describe("calls", () => {
  it("fail with the worker's death instead of hanging, and go to the next worker after a restart", async () => {
    const client = createTrainingClient(listener, () => start());
    newest().beat();
    const pending = client.train("run", {} as Parameters<WorkerApi["train"]>[1]);
    await vi.advanceTimersByTimeAsync(0);
    newest().crash("boom");
    expect(await pending).toEqual({ ok: false, error: { code: "workerDied", detail: "boom" } });
    client.restart();
    newest().beat();
    const asked = newest().posted.length;
    void client.freezeRun("run", null);
    await vi.advanceTimersByTimeAsync(0);
    expect(newest().posted.length).toBe(asked + 1);
  });
});
