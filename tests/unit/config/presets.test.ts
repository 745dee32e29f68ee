import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { buildGraph } from "@/domain/architectures/model-config";
import { firstPresetIds, presetIds, presets } from "@/domain/config/presets";
import { settleConfig } from "@/domain/config/settle-config";
import { graphParameters, sizeOf } from "@/domain/graph/parameters";

function parameterCount(id: keyof typeof presets, vocabularySize: number): number {
  const { model, tokens } = presets[id].config;
  const graph = buildGraph(model, tokens.contextLength, vocabularySize);
  return graphParameters(graph).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

describe("the presets", () => {
  it("leave the length to the data where the page opens by itself, since own data may be far less", () => {
    for (const id of Object.values(firstPresetIds)) expect(presets[id].config.training.runLength, id).toBe("auto");
  });

  it("build the models of the seeds to the parameter", () => {
    expect(parameterCount("hotwheels-mlp", 104)).toBe(148_200);
    expect(parameterCount("poema-gru", 60)).toBe(179_772);
  });

  it("train hotwheels-mlp as the notebook does", () => {
    const { corpus, tokens, training } = presets["hotwheels-mlp"].config;
    expect(corpus).toMatchObject({ removeDuplicates: false, trim: false, lowercase: false, decodeEntities: false });
    expect(corpus.template).toBe("<name>{Model Name}<year>{Release Year}<color>{Color}<series>{Series}<|end|>");
    expect(tokens).toEqual({
      tokenizer: "character",
      vocabularySize: 1024,
      order: "appearance",
      specialTokens: ["<name>", "<year>", "<color>", "<series>"],
      padToken: "<|pad|>",
      padRecords: true,
      countPadding: true,
      answerOnly: true,
      contextLength: 32,
      layout: "auto",
      stride: 1,
      split: "window",
      validationShare: 0.2,
    });
    expect(training).toMatchObject({
      optimizer: "adamw",
      learningRate: 1e-3,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-8,
      weightDecay: 0.01,
      gradientClip: 0,
      batchSize: 2048,
      epochs: 5,
      shuffle: "once",
      schedule: "plateau",
      scheduleFactor: 0.5,
      schedulePatience: 2,
      minimumLearningRate: 0,
      earlyStopping: "off",
    });
  });

  it("train poema-gru as the Keras script does", () => {
    const { corpus, tokens, model, training } = presets["poema-gru"].config;
    expect(corpus).toMatchObject({ lowercase: true, separator: "@", separatorAction: "drop", removeDuplicates: false });
    expect(tokens).toMatchObject({ order: "sorted", padToken: "", contextLength: 59, stride: 3, validationShare: 0 });
    expect(model).toMatchObject({
      architecture: "gru",
      embedding: "oneHot",
      layers: 2,
      initialization: "keras",
      dropout: 0,
    });
    expect(training).toMatchObject({
      optimizer: "rmsprop",
      learningRate: 1e-3,
      decay: 0.9,
      epsilon: 1e-7,
      epsilonInsideRoot: true,
      gradientClip: 0,
      batchSize: 128,
      shuffle: "everyEpoch",
      schedule: "constant",
      earlyStopping: "train",
      patience: 50,
    });
  });

  it("take one bare head over five characters for ola-mundo-attention", () => {
    const { tokens, model, training } = presets["ola-mundo-attention"].config;
    expect(tokens).toMatchObject({ contextLength: 5, stride: 1, padToken: "", validationShare: 0 });
    expect(model).toMatchObject({
      architecture: "attention",
      form: "bare",
      embeddingSize: 8,
      hiddenSize: 32,
      heads: 1,
    });
    expect(training).toMatchObject({ optimizer: "sgd", momentum: 0, batchSize: 1, schedule: "constant" });
  });

  it("predict every position of a causal window in tiny-attention", () => {
    expect(presets["tiny-attention"].config.model).toMatchObject({ form: "block", lossPositions: "every" });
  });

  it("that begin with the shipped model have its sides, and settings that stand", () => {
    const read = (path: string) => JSON.parse(readFileSync(`public/models/${path}`, "utf8"));
    const listed = read("index.json").models.map(({ id }: { id: string }) => id);
    const { n_positions, n_embd, n_layer, n_head } = read("machado/config.json");
    const sides = { positions: n_positions, embeddingSize: n_embd, layers: n_layer, heads: n_head };
    const based = presetIds.map((id) => presets[id].config).filter(({ base }) => base !== "");
    expect(based).toHaveLength(2);
    for (const config of based) {
      expect(listed).toContain(config.base);
      expect(config.model).toMatchObject({ architecture: "gpt2", ...sides });
      expect(settleConfig(config).notices).toEqual([]);
    }
  });

  it("name the page's default first", () => {
    expect(presetIds[0]).toBe("first-song");
  });
});
