// Sessions of the plan engine on the WASM kernels: the promises of all sessions, and the memory that was foretold.
import { describe, expect, it } from "vitest";
import type { Engine, StepSettings } from "@/engine/engine";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { runSteps } from "../support/open-session";
import { describeSession } from "../support/session-suite";
import { tinyModels, tinyOptimizers, tinyRequest } from "../support/tiny-models";
import { openWasmDevice } from "./support/open-wasm";

const optimizer = tinyOptimizers.adamw;
const settings: StepSettings = { optimizer, gradientClip: null };
const report = { id: "plan-wasm", adapter: null, threads: 1, reason: "requested" } as const;

function openEngine(): Engine {
  return createPlanEngine(wasmTarget(report, () => openWasmDevice(1)));
}

describe("a plan session", () => {
  describeSession((request) => openEngine().open(request));

  it.each(tinyModels)("holds what was predicted for %s, however long it trains", async (model) => {
    const request = tinyRequest(model, optimizer);
    const engine = openEngine();
    const session = await engine.open(request);
    const before = session.memory();
    for (let round = 0; round < 20; round++) {
      await runSteps(session, settings, 100);
      await session.evaluate("validation", 0, 20 + round);
      await session.readState();
      await session.isSound();
      session.keep("good");
    }
    expect(session.memory()).toEqual(before);
    expect(before.bytes).toBe(engine.predictMemory(request).bytes);
  });
});
