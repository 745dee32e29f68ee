// Which of processor and graphics card trains a model, with engines that take the time they are told.
import { describe, expect, it } from "vitest";
import type { DeviceReport } from "@/domain/training/device-report";
import type { Engine } from "@/engine/engine";
import type { CardOpening } from "@/engine/plan/webgpu/open-webgpu-engine";
import { createTrialEngine } from "@/engine/trial-engine";
import { judgeTrial, trialBatch, trialKey } from "@/engine/trial-rule";
import { FakeSession } from "../../engine/fake-session";
import { quietHost } from "../../engine/support/quiet-host";
import { tinyOptimizers, tinyRequest } from "../../engine/support/tiny-models";

const request = tinyRequest("mlp", tinyOptimizers.sgd);

describe("the verdict", () => {
  it.each([
    [{ processor: 32, card: 10 }, "card", "fasterThanProcessor", 3.2],
    [{ processor: 10, card: 25 }, "processor", "fasterThanCard", 2.5],
    [{ processor: 10, card: 10 }, "processor", "fasterThanCard", 1],
  ] as const)("of %j is the %s, by its %s of %d times", (times, winner, reason, by) => {
    const verdict = judgeTrial(times);
    expect(verdict).toMatchObject({ winner, reason, finding: { kind: "speed" } });
    expect(verdict.finding).toHaveProperty("times", by);
  });

  it("leaves the processor a model that the card trains hardly faster", () => {
    expect(judgeTrial({ processor: 10.9, card: 10 }).winner).toBe("processor");
    expect(judgeTrial({ processor: 11.1, card: 10 }).winner).toBe("card");
  });
});

describe("what is tried", () => {
  it("is the whole batch of a small model, and part of a large one's", () => {
    expect(trialBatch(request)).toBe(16);
    const { graph } = request;
    const large = { ...request, graph: { ...graph, vocabularySize: 1e8 } };
    expect(trialBatch(large)).toBeLessThan(16);
    expect(trialBatch(large)).toBeGreaterThan(0);
  });

  it("goes by the model, batch and optimizer, not by seed or tokens", () => {
    const key = trialKey(request);
    expect(trialKey({ ...request, order: { ...request.order, seed: 1 } })).toBe(key);
    expect(trialKey({ ...request, order: { ...request.order, batchSize: 8 } })).not.toBe(key);
    expect(trialKey({ ...request, optimizer: "adam" })).not.toBe(key);
    expect(trialKey(tinyRequest("gru", tinyOptimizers.sgd))).not.toBe(key);
  });
});

/** An engine whose steps take so many milliseconds of the clock, whatever the batch. */
function engineOf(id: DeviceReport["id"], clock: { time: number }, step: number, bytes = 1): Engine {
  return {
    device: { id, adapter: null, threads: 1, reason: "requested" },
    predictMemory: () => ({ bytes, limit: 1 }),
    openDecoder: () => Promise.reject(new Error("not asked for")),
    open: async () => {
      const session = new FakeSession({ loss: () => 1, validation: () => 1, weight: () => 1 });
      session.step = (_, rates) => {
        if (Number.isNaN(step)) throw new Error("the device is gone");
        clock.time += step * rates.length;
      };
      return session;
    },
    dispose: () => undefined,
  };
}

interface Case {
  readonly processor?: number;
  readonly card?: number | Exclude<CardOpening, { readonly kind: "open" }>;
  readonly bytes?: { readonly processor?: number; readonly card?: number };
}

function trialOf({ processor = 10, card = 2, bytes = {} }: Case, { measurements } = quietHost()) {
  const clock = { time: 0 };
  let opened = 0;
  const engine = createTrialEngine({
    processor: engineOf("plan-wasm", clock, processor, bytes.processor),
    openCard: async () => {
      opened += 1;
      if (typeof card !== "number") return card;
      return { kind: "open", engine: engineOf("plan-webgpu", clock, card, bytes.card) };
    },
    measurements,
    machine: "here",
    now: () => clock.time,
  });
  return { engine, clock, opened: () => opened, deviceFor: async () => (await engine.engineFor?.(request))?.device };
}

describe("an engine beside a card", () => {
  it("trains on the card what that trains faster, and says by how much", async () => {
    expect(await trialOf({ processor: 32, card: 10 }).deviceFor()).toMatchObject({
      id: "plan-webgpu",
      reason: "fasterThanProcessor",
      finding: { kind: "speed", times: 3.2 },
    });
  });

  it("trains on the processor what that trains faster", async () => {
    expect(await trialOf({ processor: 2, card: 3 }).deviceFor()).toMatchObject({
      id: "plan-wasm",
      reason: "fasterThanCard",
      finding: { kind: "speed", times: 1.5 },
    });
  });

  it("takes less than a second for both where a step is short", async () => {
    const { clock, deviceFor } = trialOf({ processor: 3, card: 2 });
    await deviceFor();
    expect(clock.time).toBeLessThan(1000);
  });

  it("tries a model once for all visits, and opens no card for one that the processor won", async () => {
    const host = quietHost();
    const won = await trialOf({ processor: 2 }, host).deviceFor();
    const again = trialOf({ processor: 2 }, host);
    expect(await again.deviceFor()).toEqual(won);
    expect(again.clock.time).toBe(0);
    expect(again.opened()).toBe(0);
  });

  it("tells what is wrong with a card that failed its test", async () => {
    const fault = { kind: "fault", kernel: "matmul", error: 0.25 } as const;
    expect(await trialOf({ card: { kind: "fault", fault } }).deviceFor()).toMatchObject({
      id: "plan-wasm",
      reason: "cardFailedTest",
      finding: fault,
    });
    expect(await trialOf({ card: { kind: "none" } }).deviceFor()).toMatchObject({ id: "plan-wasm" });
  });

  it("tries nothing where only one of them has the memory", async () => {
    const small = trialOf({ bytes: { card: 2 } });
    expect(await small.deviceFor()).toMatchObject({ id: "plan-wasm", reason: "beyondCard" });
    const large = trialOf({ bytes: { processor: 2 } });
    expect(await large.deviceFor()).toMatchObject({ id: "plan-webgpu", reason: "hardwareAdapter" });
    expect(small.clock.time + large.clock.time).toBe(0);
  });

  it("trains on the processor whatever goes wrong on the card, and tries that again another time", async () => {
    const host = quietHost();
    const broken = trialOf({ card: Number.NaN }, host);
    expect(await broken.deviceFor()).toMatchObject({ id: "plan-wasm", reason: "cardFailedTest" });
    expect(await trialOf({ card: 1 }, host).deviceFor()).toMatchObject({ id: "plan-webgpu" });
  });
});
