// What a plan session promises to the loop above it, on the WASM kernels.
import { describe, expect, it } from "vitest";
import { graphParameters } from "@/domain/graph/parameters";
import { windowStarts } from "@/domain/windows/token-windows";
import type { Engine, StepSettings } from "@/engine/engine";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { oracleLoss, toFloat64 } from "../../oracle/oracle";
import { runSteps } from "../support/open-session";
import { tinyModels, tinyOptimizers, tinyRequest, tinyWindows } from "../support/tiny-models";
import { openWasmDevice } from "./support/open-wasm";

const optimizer = tinyOptimizers.adamw;
const settings: StepSettings = { optimizer, gradientClip: null };
const report = { id: "plan-wasm", adapter: null, threads: 1, reason: "requested" } as const;

function openEngine(): Engine {
  return createPlanEngine(wasmTarget(report, () => openWasmDevice(1)));
}

describe("a plan session", () => {
  it("numbers its steps from 1 and reports the rates it was given", async () => {
    const session = await openEngine().open(tinyRequest("mlp", optimizer));
    session.step(settings, [0.1, 0.2]);
    session.step(settings, [0.3]);
    const metrics = await session.drain();
    expect(metrics.map(({ step, learningRate }) => [step, learningRate])).toEqual([
      [1, 0.1],
      [2, 0.2],
      [3, 0.3],
    ]);
    expect(await session.drain()).toEqual([]);
  });

  it("takes any number of steps at once", async () => {
    const [once, singly] = await Promise.all([1, 2].map(() => openEngine().open(tinyRequest("gru", optimizer))));
    const expected = [];
    for (let step = 0; step < 70; step++) expected.push(...(await runSteps(singly, settings, 1)));
    expect(await runSteps(once, settings, 70)).toEqual(expected);
  });

  it("follows settings that change during the run", async () => {
    const sgd = { kind: "sgd", momentum: 0 } as const;
    const session = await openEngine().open(tinyRequest("mlp", sgd));
    const bias = async () => [...((await session.readState()).tensors.get("output.bias")?.data ?? [])];
    const moves: boolean[] = [];
    for (const gradientClip of [null, 1e-9, 1]) {
      const before = await bias();
      await runSteps(session, { optimizer: sgd, gradientClip }, 1, 0.1);
      const after = await bias();
      moves.push(after.some((value, index) => Math.abs(value - before[index]) > 1e-6));
    }
    expect(moves).toEqual([true, false, true]);
  });

  it.each(tinyModels)("evaluates %s without dropout, window by window", async (model) => {
    const request = tinyRequest(model, optimizer);
    const session = await openEngine().open(request);
    const { tensors } = await session.readState();
    const { tokens, contextLength, validation } = tinyWindows();
    const windows = Array.from({ length: 20 }, (_, index) => {
      const start = windowStarts(validation)(5 + index);
      return [...tokens.subarray(start, start + contextLength + 1)];
    });
    const { loss, windows: seen } = await session.evaluate("validation", 5, 20);
    expect(seen).toBe(20);
    expect(loss).toBeCloseTo(oracleLoss(request.graph, toFloat64(tensors), windows), 5);
    expect(await session.evaluate("validation", 50, 20)).toEqual({ loss: 0, accuracy: 0, windows: 0 });
  });

  it("goes back to a written state", async () => {
    const session = await openEngine().open(tinyRequest("gru", optimizer));
    await runSteps(session, settings, 3);
    const saved = await session.readState();
    const expected = await runSteps(session, settings, 4);
    await session.writeState(saved);
    expect(await runSteps(session, settings, 4)).toEqual(expected);
  });

  it("reads the state as it was when asked, whatever is trained meanwhile", async () => {
    const session = await openEngine().open(tinyRequest("mlp", optimizer));
    const expected = await session.readState();
    const reading = session.readState();
    session.step(settings, [0.1]);
    expect(await reading).toEqual(expected);
  });

  it("starts the slots of a weights-only state at zero", async () => {
    const request = tinyRequest("mlp", optimizer);
    const { tensors } = await (await openEngine().open(request)).readState();
    const names = new Set(graphParameters(request.graph).map(({ name }) => name));
    const weights = new Map([...tensors].filter(([name]) => names.has(name)));
    const restored = await openEngine().open({ ...request, state: { step: 0, tensors: weights } });
    expect(await restored.readState()).toEqual({ step: 0, tensors });
  });

  it("refuses a state that lacks a weight or has another shape, and settings of another optimizer", async () => {
    const request = tinyRequest("mlp", optimizer);
    const session = await openEngine().open(request);
    const { tensors } = await session.readState();
    const without = { step: 0, tensors: new Map([...tensors].slice(1)) };
    const bent = { step: 0, tensors: new Map(tensors).set("output.bias", { shape: [1], data: new Float32Array(1) }) };
    await expect(openEngine().open({ ...request, state: without })).rejects.toThrow(/expected a tensor/);
    await expect(openEngine().open({ ...request, state: bent })).rejects.toThrow(/output.bias of shape/);
    expect(() => session.step({ optimizer: tinyOptimizers.sgd, gradientClip: null }, [0.1])).toThrow(/adamw/);
  });

  it.each(tinyModels)("holds what was predicted for %s, however long it trains", async (model) => {
    const request = tinyRequest(model, optimizer);
    const engine = openEngine();
    const session = await engine.open(request);
    const before = session.memory();
    for (let round = 0; round < 20; round++) {
      await runSteps(session, settings, 100);
      await session.evaluate("validation", 0, 20 + round);
      await session.readState();
    }
    expect(session.memory()).toEqual(before);
    expect(before.bytes).toBe(engine.predictBytes(request));
  });
});
