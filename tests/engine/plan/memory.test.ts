// What a run holds: what was predicted before it, no more after ten thousand steps, nothing once it is over.
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { defaultConfig } from "@/domain/config/defaults";
import { type PresetId, presetIds, presets } from "@/domain/config/presets";
import { graphCost } from "@/domain/graph/cost";
import { graphParameters, sizeOf } from "@/domain/graph/parameters";
import type { Optimizer } from "@/domain/training/optimizer";
import { gradientClipOf, optimizerOf } from "@/domain/training/step-settings";
import type { Engine, PlanRequest, StepSettings } from "@/engine/engine";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { createReferenceEngine } from "@/engine/reference/reference-engine";
import { runSteps } from "../support/open-session";
import { tinyModels, tinyOptimizers, tinyRequest } from "../support/tiny-models";
import { collectGarbage, type MemoryWatch, watchMemories } from "./support/memory-watch";
import { openWasmDevice } from "./support/open-wasm";

const MEGABYTE = 2 ** 20;
const optimizer: Optimizer = tinyOptimizers.adamw;
const settings: StepSettings = { optimizer, gradientClip: 1 };

function openEngine(threads: number): Engine {
  const report = { id: "plan-wasm", adapter: null, threads, reason: "requested" } as const;
  return createPlanEngine(wasmTarget(report, () => openWasmDevice(threads)));
}

/** Windows that are measured: no whole number of batches, and few where the model is large. */
const MEASURED = 19;

/** A preset's model, batch and optimizer over a few windows. */
function presetRequest(id: PresetId): PlanRequest {
  const { model, tokens, training } = presets[id].config;
  const { contextLength } = tokens;
  const set = { first: 0, stride: 1, count: 200, shuffle: null, sequences: null };
  return {
    graph: buildGraph(model, contextLength, 60),
    windows: {
      tokens: new Uint16Array(200 + contextLength),
      vocabularySize: 60,
      contextLength,
      lossMask: null,
      train: set,
      validation: set,
    },
    order: { seed: 1, batchSize: training.batchSize, accumulation: 1, shuffle: "once" },
    optimizer: training.optimizer,
  };
}

/** The presets, of those with the same model and batch the first. */
const presetsOfTheirOwn = presetIds.filter((id, index) => {
  const ofThis = JSON.stringify(presetRequest(id));
  return !presetIds.slice(0, index).some((other) => JSON.stringify(presetRequest(other)) === ofThis);
});

let memories: MemoryWatch;
beforeEach(() => {
  memories = watchMemories();
});
afterEach(() => memories.end());

describe.each([1, 2])("a run on %i threads", (threads) => {
  it.each(presetsOfTheirOwn)("of %s holds what was predicted before it", async (id) => {
    const engine = openEngine(threads);
    const request = presetRequest(id);
    const predicted = engine.predictMemory(request).bytes;
    expect(memories.created()).toBe(0);
    const session = await engine.open({ ...request, state: null });
    expect(session.memory().bytes).toBe(predicted);
    const { training } = presets[id].config;
    await runSteps(session, { optimizer: optimizerOf(training), gradientClip: gradientClipOf(training) }, 2);
    await session.evaluate("validation", 0, MEASURED);
    expect(session.memory().bytes).toBe(predicted);
    const held = memories.newestBytes();
    expect(Math.abs(held - predicted)).toBeLessThan(0.2 * predicted);
    session.dispose();
  });

  it("keeps nothing of fifty runs once they are over", async () => {
    const engine = openEngine(threads);
    const request = { ...presetRequest("first-song"), optimizer: optimizer.kind, state: null };
    const cycles = async (count: number) => {
      for (let cycle = 0; cycle < count; cycle++) {
        const session = await engine.open(request);
        await runSteps(session, settings, 1);
        await session.evaluate("validation", 0, 10);
        session.dispose();
      }
    };
    await cycles(5);
    await collectGarbage();
    const before = process.memoryUsage().rss;
    await cycles(50);
    expect(memories.created()).toBe(55);
    expect(await memories.alive()).toBeLessThanOrEqual(1);
    // The process itself is some megabytes more or less; fifty runs that stay would be fifty times theirs.
    expect(process.memoryUsage().rss - before).toBeLessThan(25 * engine.predictMemory(request).bytes);
  });
});

it("frozen weights in halves hold what was predicted, which is half of theirs less", async () => {
  const model = changeModel(firstModel("gpt2"), { embeddingSize: 96, layers: 2, heads: 2, positions: 16 });
  const tiny = tinyRequest("attention", optimizer);
  const { vocabularySize, contextLength } = tiny.windows;
  const [floats, halves] = (["float32", "float16"] as const).map((frozenStorage) => {
    const tuning = { ...defaultConfig.tuning, trains: "lora", frozenStorage } as const;
    return { ...tiny, graph: buildRunGraph({ model, tokens: { contextLength }, tuning }, vocabularySize) };
  });
  const engine = openEngine(1);
  const predicted = engine.predictMemory(halves).bytes;
  const saved = engine.predictMemory(floats).bytes - predicted;
  const frozen = graphParameters(halves.graph).filter(({ storage }) => storage === "float16");
  const half = frozen.reduce((sum, { shape }) => sum + 2 * sizeOf(shape), 0);
  expect(Math.abs(saved - half)).toBeLessThan(0.01 * half);
  const session = await engine.open(halves);
  await runSteps(session, settings, 2);
  await session.evaluate("validation", 0, MEASURED);
  expect(session.memory().bytes).toBe(predicted);
  session.dispose();
});

it.each(tinyModels)("ten thousand steps of %s grow nothing", async (model) => {
  const session = await openEngine(1).open(tinyRequest(model, optimizer));
  const train = async (steps: number) => {
    for (let step = 0; step < steps; step += 500) {
      await runSteps(session, settings, 500);
      await session.evaluate("validation", 0, 20);
    }
    await collectGarbage();
    return { held: session.memory(), machine: memories.newestBytes(), heap: process.memoryUsage().heapUsed };
  };
  const before = await train(1000);
  const after = await train(10_000);
  expect(after.held).toEqual(before.held);
  expect(after.machine).toBe(before.machine);
  expect((after.heap - before.heap) / MEGABYTE).toBeLessThan(2);
  session.dispose();
});

it("the reference engine predicts what the model's cost and its tokens amount to", () => {
  const request = presetRequest("tiny-attention");
  const engine = createReferenceEngine({ id: "reference-cpu", adapter: null, threads: 1, reason: "requested" });
  const { total } = graphCost(request.graph, request.order, request.optimizer).memory;
  expect(engine.predictMemory(request).bytes).toBe(total + request.windows.tokens.byteLength);
});
