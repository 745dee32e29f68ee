// On the CPU backends a run is a pure function of its seed, and stopping leaves no trace.

import { describe, expect, it } from "vitest";
import type { NamedTensors } from "@/domain/named-tensors";
import { tensorsInMemory } from "@/domain/stored-tensor";
import type { SessionState, StepSettings } from "@/engine/engine";
import { useBackend } from "./support/backend";
import { openSession, runSteps } from "./support/open-session";
import { tinyOptimizers, tinyPairs, tinyRequest } from "./support/tiny-models";

/** Sends a state the way of a file: only bytes survive. */
function throughBytes({ step, tensors }: SessionState): SessionState {
  const copies: NamedTensors = new Map(
    Array.from(tensorsInMemory(tensors), ([name, { shape, data }]) => [
      name,
      { shape: [...shape], data: new Float32Array(new Uint8Array(data.buffer).slice().buffer) },
    ]),
  );
  return { step, tensors: copies };
}

describe.each(["cpu", "wasm"] as const)("training on %s", (backend) => {
  useBackend(backend);

  describe.each(tinyPairs)("$model with $kind", ({ model, optimizer }) => {
    const settings: StepSettings = { optimizer, gradientClip: 1 };

    it("gives the same losses for the same seed, bit for bit", async () => {
      const first = await runSteps(await openSession(tinyRequest(model, optimizer)), settings, 12);
      const second = await runSteps(await openSession(tinyRequest(model, optimizer)), settings, 12);
      expect(second).toEqual(first);
    });

    it("resuming at step 7 equals never stopping, bit for bit", async () => {
      const unbroken = await openSession(tinyRequest(model, optimizer));
      const expected = await runSteps(unbroken, settings, 15);
      const stopped = await openSession(tinyRequest(model, optimizer));
      const head = await runSteps(stopped, settings, 7);
      const saved = throughBytes(await stopped.readState());
      stopped.dispose();
      const resumed = await openSession(tinyRequest(model, optimizer, saved));
      const tail = await runSteps(resumed, settings, 8);
      expect([...head, ...tail]).toEqual(expected);
      expect(await resumed.readState()).toEqual(await unbroken.readState());
    });
  });

  it("gives other losses for another seed", async () => {
    const settings: StepSettings = { optimizer: tinyOptimizers.sgd, gradientClip: null };
    const request = tinyRequest("mlp", tinyOptimizers.sgd);
    const other = { ...request, order: { ...request.order, seed: 43 } };
    const first = await runSteps(await openSession(request), settings, 3);
    const second = await runSteps(await openSession(other), settings, 3);
    expect(second.map((metric) => metric.loss)).not.toEqual(first.map((metric) => metric.loss));
  });
});
