// Time of one training step of the reference engine on wasm, for the presets' models and smaller ones.
// Run: npx vitest bench --run --project engine bench/reference-step.bench.ts

import { bench, describe } from "vitest";
import { buildGraph, changeModel, firstModel, type ModelChanges } from "@/domain/architectures/model-config";
import type { Optimizer } from "@/domain/training/optimizer";
import type { TrainingSession } from "@/engine/engine";
import { loadBackend } from "@/engine/reference/load-backend";
import { createReferenceEngine } from "@/engine/reference/reference-engine";

interface Case {
  readonly name: string;
  readonly model: ModelChanges;
  readonly batch: number;
  readonly context: number;
  readonly vocabulary: number;
}

const base = changeModel(firstModel("mlp"), {
  lossPositions: "last",
  embedding: "learned",
  embeddingSize: 32,
  hiddenSize: 128,
  layers: 1,
  heads: 4,
  dropout: 0.2,
  form: "block",
  initialization: "pytorch",
});

const optimizer: Optimizer = { kind: "adamw", beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 };

const cases: readonly Case[] = [
  { name: "hotwheels-mlp", model: {}, batch: 2048, context: 32, vocabulary: 104 },
  {
    name: "poema-gru",
    model: { architecture: "gru", embedding: "oneHot", hiddenSize: 128, layers: 2, dropout: 0 },
    batch: 128,
    context: 59,
    vocabulary: 60,
  },
  ...[128, 256, 512].flatMap((batch) =>
    [
      { embeddingSize: 8, hiddenSize: 64, context: 12 },
      { embeddingSize: 16, hiddenSize: 128, context: 16 },
      { embeddingSize: 16, hiddenSize: 256, context: 16 },
      { embeddingSize: 24, hiddenSize: 256, context: 24 },
    ].map(({ context, ...model }) => ({
      name: `mlp B${batch} T${context} E${model.embeddingSize} H${model.hiddenSize}`,
      model: { ...model, dropout: 0 },
      batch,
      context,
      vocabulary: 70,
    })),
  ),
  {
    name: "attention B16 T32 C32 L1 every",
    model: { architecture: "attention", lossPositions: "every", embeddingSize: 32, heads: 2, dropout: 0 },
    batch: 16,
    context: 32,
    vocabulary: 70,
  },
  {
    name: "attention B16 T64 C64 L2 every",
    model: { architecture: "attention", lossPositions: "every", embeddingSize: 64, layers: 2, dropout: 0 },
    batch: 16,
    context: 64,
    vocabulary: 70,
  },
  {
    name: "gru B32 T32 C64 L1 every",
    model: { architecture: "gru", lossPositions: "every", embeddingSize: 16, hiddenSize: 64, dropout: 0 },
    batch: 32,
    context: 32,
    vocabulary: 70,
  },
];

async function open(item: Case): Promise<TrainingSession> {
  await loadBackend("wasm", () => undefined);
  const tokens = Uint16Array.from({ length: 50_000 }, (_, index) => (index * index + 7) % item.vocabulary);
  const set = { first: 0, stride: 1, count: tokens.length - item.context, shuffle: null, sequences: null };
  const engine = createReferenceEngine({ id: "reference-wasm", adapter: null, threads: 1, reason: "requested" });
  return engine.open({
    graph: buildGraph(changeModel(base, { ...item.model }), item.context, item.vocabulary),
    windows: {
      tokens,
      lossMask: null,
      vocabularySize: item.vocabulary,
      contextLength: item.context,
      train: set,
      validation: set,
    },
    order: { seed: 1, batchSize: item.batch, accumulation: 1, shuffle: "everyEpoch" },
    optimizer: optimizer.kind,
    state: null,
  });
}

describe("one step on reference-wasm", () => {
  for (const item of cases) {
    let session: TrainingSession | null = null;
    bench(
      item.name,
      async () => {
        session ??= await open(item);
        session.step({ optimizer, gradientClip: null }, [1e-3]);
        await session.drain();
      },
      {
        iterations: 5,
        time: 1000,
        warmupIterations: 2,
        warmupTime: 0,
        teardown: () => {
          session?.dispose();
          session = null;
        },
      },
    );
  }
});
