// A run that its device cannot hold is refused before anything is opened, with settings that it can hold.
import { describe, expect, it } from "vitest";
import { setByPath } from "@/domain/config/config-path";
import { presets } from "@/domain/config/presets";
import type { RunConfig } from "@/domain/config/run-config";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import { fitsMemory, type MemoryForecast } from "@/domain/training/memory-forecast";
import type { Engine } from "@/engine/engine";
import { OutOfMemory } from "@/engine/out-of-memory";
import { createPlanEngine } from "@/engine/plan/plan-engine";
import { ARENA_LIMIT, Arena } from "@/engine/plan/wasm/memory";
import { wasmTarget } from "@/engine/plan/wasm/open-wasm-engine";
import { createReferenceEngine } from "@/engine/reference/reference-engine";
import { openRun } from "@/worker/active-run";
import { errorOf } from "@/worker/error-of";
import type { RunData } from "@/worker/plan-request";
import { predictMemory } from "@/worker/predict-memory";
import { openWasmDevice } from "./support/open-wasm";

const vocabulary = Array.from({ length: 60 }, (_, index) => String.fromCharCode(0x41 + index));
const windowCount = 5000;

function configOf(changes: Readonly<Record<string, number>>): RunConfig {
  return Object.entries(changes).reduce(
    (config, [path, value]) => setByPath(config, path as "training.batchSize", value),
    presets["tiny-attention"].config,
  );
}

function dataFor({ tokens: { contextLength } }: RunConfig): RunData {
  const set = { first: 0, stride: 1, count: windowCount, shuffle: null, sequences: null };
  return {
    windows: {
      tokens: new Uint16Array(windowCount + contextLength),
      vocabularySize: vocabulary.length,
      contextLength,
      lossMask: null,
      train: set,
      validation: { ...set, count: 1 },
    },
    tokenizer: createCharacterTokenizer({ kind: "character", vocabulary, specialCount: 0, padId: null }),
    template: "",
    dataset: { id: null, name: "test", hash: "" },
    pairs: null,
    unknownCharacters: 0,
  };
}

function withFitting(config: RunConfig, { fitting }: MemoryForecast): RunConfig {
  if (fitting === null) throw new Error("withFitting: expected settings that fit, got none");
  const smaller = setByPath(config, "training.batchSize", fitting.batchSize);
  return setByPath(smaller, "tokens.contextLength", fitting.contextLength);
}

const engines: Readonly<Record<string, (limit?: number) => Engine>> = {
  "plan-wasm": (limit) => {
    const report = { id: "plan-wasm", adapter: null, threads: 1, reason: "requested" } as const;
    const engine = createPlanEngine(wasmTarget(report, () => openWasmDevice(1)));
    if (limit === undefined) return engine;
    return { ...engine, predictMemory: (request) => ({ ...engine.predictMemory(request), limit }) };
  },
  "the reference": (limit) =>
    createReferenceEngine({ id: "reference-cpu", adapter: null, threads: 1, reason: "requested" }, limit),
};

const tooLarge: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  "the largest attention": {
    "model.embeddingSize": 512,
    "model.heads": 8,
    "model.layers": 6,
    "tokens.contextLength": 512,
    "training.batchSize": 4096,
  },
  "a long context at a middling batch": { "tokens.contextLength": 512, "training.batchSize": 2048 },
};

describe.each(Object.entries(engines))("%s", (_, openEngine) => {
  it.each(Object.entries(tooLarge))("refuses %s, and takes what it proposes", async (_name, changes) => {
    const engine = openEngine();
    const config = configOf(changes);
    const opened = await openRun(engine, "run", config, dataFor(config), null);
    const forecast = predictMemory(engine, config, dataFor(config));
    expect(opened).toEqual({ ok: false, error: { code: "doesNotFit", ...forecast } });
    expect(fitsMemory(forecast)).toBe(false);
    const smaller = withFitting(config, forecast);
    expect(fitsMemory(predictMemory(engine, smaller, dataFor(smaller)))).toBe(true);
  });

  it("opens a run by the settings that it proposes", async () => {
    const engine = openEngine(2e7);
    const config = configOf({ "training.batchSize": 4096 });
    const smaller = withFitting(config, predictMemory(engine, config, dataFor(config)));
    expect(smaller.training.batchSize).toBeGreaterThan(1);
    const opened = await openRun(engine, "run", smaller, dataFor(smaller), null);
    expect(opened.ok).toBe(true);
    if (opened.ok) {
      expect(opened.value.training.session.memory().bytes).toBeLessThanOrEqual(2e7);
      opened.value.training.session.dispose();
    }
  });
});

describe("the WASM arena", () => {
  it("says as such that there is no more memory", () => {
    const grow = () => new Arena(false).allocate(ARENA_LIMIT + 1);
    expect(grow).toThrow(OutOfMemory);
    try {
      grow();
    } catch (error) {
      expect(errorOf(error).code).toBe("outOfMemory");
    }
  });
});
