// Sessions of the reference engine: the promises of all sessions, and what tfjs holds for one.
import * as tf from "@tensorflow/tfjs";
import { describe, expect, it } from "vitest";
import type { StepSettings } from "@/engine/engine";
import { createReferenceEngine } from "@/engine/reference/reference-engine";
import { collectGarbage } from "./plan/support/memory-watch";
import { useBackend } from "./support/backend";
import { openSession, runSteps } from "./support/open-session";
import { describeSession, describeSoundness } from "./support/session-suite";
import { tinyModels, tinyOptimizers, tinyRequest } from "./support/tiny-models";

const optimizer = tinyOptimizers.adamw;
const settings: StepSettings = { optimizer, gradientClip: null };

describe("a session", () => {
  useBackend("cpu");
  describeSession((request) => openSession(request));
});

describe("a session on wasm", () => {
  useBackend("wasm");
  describeSoundness((request) => openSession(request));
});

describe("memory", () => {
  useBackend("wasm");

  it("holds as many tensors after 2,000 steps as after one, and none when disposed", async () => {
    const atStart = tf.memory().numTensors;
    const session = await openSession(tinyRequest("mlp", optimizer));
    await runSteps(session, settings, 1);
    await session.evaluate("validation", 0, 20);
    session.keep("best");
    const before = session.memory();
    for (let round = 0; round < 20; round++) {
      await runSteps(session, settings, 100);
      await session.evaluate("validation", 0, 20);
      await session.readState();
      await session.isSound();
      session.keep("best");
      session.putBack("best");
    }
    expect(session.memory()).toEqual(before);
    session.step(settings, [0.1]);
    session.dispose();
    expect(tf.memory().numTensors).toBe(atStart);
  });

  it("lets go of the tokens of an ended run while the engine goes on", async () => {
    const engine = createReferenceEngine({ id: "reference-wasm", adapter: null, threads: 1, reason: "requested" });
    const runOnce = async () => {
      const request = tinyRequest("mlp", optimizer);
      const tokens = new WeakRef(request.windows.tokens);
      const session = await engine.open(request);
      await runSteps(session, settings, 1);
      session.dispose();
      return tokens;
    };
    const tokens = await runOnce();
    await collectGarbage();
    expect(tokens.deref()).toBeUndefined();
  });

  it("holds no tensor of any run once the engine is disposed", async () => {
    const engine = createReferenceEngine({ id: "reference-wasm", adapter: null, threads: 1, reason: "requested" });
    const atStart = tf.memory().numTensors;
    for (let run = 0; run < 2; run++) await engine.open(tinyRequest("mlp", optimizer));
    expect(tf.memory().numTensors).toBeGreaterThan(atStart);
    engine.dispose();
    expect(tf.memory().numTensors).toBe(atStart);
  });

  it.each(tinyModels)("does not grow while %s trains", async (model) => {
    const session = await openSession(tinyRequest(model, optimizer));
    await runSteps(session, settings, 1);
    const before = session.memory();
    await runSteps(session, settings, 10);
    expect(session.memory()).toEqual(before);
  });
});
