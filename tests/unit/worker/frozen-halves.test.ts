// Runs whose frozen weights are halves: their numbers from the start to a copy that is opened again, and what is offered
// where a run does not fit.
import { describe, expect, it } from "vitest";
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import type { CheckpointDetails } from "@/domain/checkpoint/checkpoint";
import { writeCheckpoint } from "@/domain/checkpoint/checkpoint-file";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import { isAdapter } from "@/domain/graph/adapters";
import { initializeParameters } from "@/domain/graph/initialize";
import { graphParameters } from "@/domain/graph/parameters";
import type { PlainTensor } from "@/domain/named-tensors";
import { toHalves } from "@/domain/narrow-numbers";
import { wholeWeights } from "@/domain/pretrained/leaving-run";
import {
  inMemory,
  readAll,
  type StateTensors,
  type StoredTensor,
  tensorsInMemory,
  widen,
} from "@/domain/stored-tensor";
import { createCharacterTokenizer } from "@/domain/tokenizer/character-tokenizer";
import { freshProgress } from "@/domain/training/progress";
import type { Engine } from "@/engine/engine";
import { branchStart } from "@/worker/active-run";
import { importCheckpoint } from "@/worker/import-checkpoint";
import type { RunData } from "@/worker/plan-request";
import { predictMemory } from "@/worker/predict-memory";

const vocabulary = ["<|end|>", "a", "b", "c", "d"];
const model = changeModel(firstModel("gpt2"), { embeddingSize: 4, layers: 1, heads: 2, positions: 3 });
const tokens = { ...defaultConfig.tokens, contextLength: 3 };
const tuning = { ...defaultConfig.tuning, trains: "lora", frozenStorage: "float16" } as const;
const config: RunConfig = { ...defaultConfig, base: "somebody", model, tokens, tuning };
const first = initializeParameters(buildGraph(model, 3, vocabulary.length), 1);
const files: StateTensors = new Map<string, StoredTensor>(
  [...first].map(([name, { shape, data }]) => [
    name,
    { shape, dtype: "F32", bytes: new Blob([Float32Array.from(data)]) },
  ]),
);
const tokenizer = { kind: "character", vocabulary, specialCount: 1, padId: null } as const;
const parent = (tensors: StateTensors) => ({ tensors, tuning: defaultConfig.tuning });

describe("a run with frozen halves", () => {
  it("begins with the rounded numbers of its base, in a file or in memory", async () => {
    const { state } = await branchStart(parent(files), config, vocabulary.length);
    const inFile = await readAll(state.tensors);
    const ofMemory = await branchStart(parent(first), config, vocabulary.length);
    expect(inFile).toEqual(await readAll(ofMemory.state.tensors));
    const { data } = first.get("embedding.weight") as PlainTensor;
    const rounded = [...widen(toHalves(data).buffer, "F16")];
    expect([...(inFile.get("embedding.weight") as PlainTensor).data]).toEqual(rounded);
    expect(rounded).not.toEqual([...data]);
    expect(inFile.get("positions.weight")).toEqual(first.get("positions.weight"));
  });

  it("has them again where a copy is opened that left them to the base", async () => {
    const { state } = await branchStart(parent(files), config, vocabulary.length);
    const copied = tensorsInMemory(state.tensors);
    expect([...copied.keys()].every(isAdapter)).toBe(true);
    const details: CheckpointDetails = {
      formatVersion: 1,
      config,
      tokenizer,
      template: "",
      dataset: { id: null, name: "songs.txt", hash: "0123" },
      progress: freshProgress,
      trainingSeconds: 0,
    };
    const file = new File([writeCheckpoint({ tensors: copied, details }, null)], "run.safetensors");
    const opened = await importCheckpoint(file, async () => null, files);
    if (!opened.ok) throw new Error(JSON.stringify(opened.error));
    expect(opened.value.details.config.tuning).toEqual(tuning);
    expect(await readAll(opened.value.tensors)).toEqual(await readAll(state.tensors));
    // What leaves for other programs has the same numbers.
    const leaving = wholeWeights(opened.value.tensors, details).get("embedding.weight") as StoredTensor;
    expect(await inMemory("embedding.weight", leaving)).toEqual(
      await inMemory("embedding.weight", state.tensors.get("embedding.weight") as StoredTensor),
    );
  });
});

describe("a run that does not fit", () => {
  /** An engine on which a run with trained weights, frozen ones as float32, and halves take less and less. */
  const engine = {
    predictMemory: ({ graph }) => {
      const weights = graphParameters(graph).filter(({ name }) => !isAdapter(name));
      const bytes = weights.some(({ role }) => role === "trained")
        ? 300
        : weights.some(({ storage }) => storage === "float16")
          ? 100
          : 200;
      return { bytes, limit: 150 };
    },
  } as Engine;
  const data = {
    windows: {
      tokens: new Uint16Array(200),
      vocabularySize: vocabulary.length,
      contextLength: 3,
      lossMask: null,
      train: { first: 0, stride: 1, count: 100, shuffle: null, sequences: null },
      validation: { first: 120, stride: 1, count: 30, shuffle: null, sequences: null },
    },
    tokenizer: createCharacterTokenizer(tokenizer),
  } as unknown as RunData;
  const fittingOf = (changes: Partial<RunConfig["tuning"]>) =>
    predictMemory(engine, { ...config, tuning: { ...defaultConfig.tuning, ...changes } }, data).fitting;
  const asked = { batchSize: config.training.batchSize, contextLength: 3 };

  it("is offered halves where weights are frozen, and adapters beside halves where all are trained", () => {
    expect(fittingOf({ trains: "lora" })).toEqual({ ...asked, adapters: false, halves: true });
    expect(fittingOf({ trains: "all" })).toEqual({ ...asked, adapters: true, halves: true });
    expect(fittingOf({ trains: "lora", frozenStorage: "float16" })).toBeNull();
  });
});
