// Sessions of GPT-2's sizes, for benchmarks: random tokens in windows of which the second half counts.
import { changeModel, firstModel } from "@/domain/architectures/model-config";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { defaultConfig } from "@/domain/config/defaults";
import type { RunConfig } from "@/domain/config/run-config";
import type { ModelGraph, ParamStorage } from "@/domain/graph/model-graph";
import { randomBits, randomKey } from "@/domain/random";
import { emptyMask, markTarget } from "@/domain/windows/loss-mask";
import { windowsOf } from "@/domain/windows/token-windows";
import type { SessionRequest } from "@/engine/engine";

/** A model, a batch, and the rank of LoRA, 0 where all weights are trained. */
export interface FineTuningSize {
  readonly layers: number;
  readonly channels: number;
  readonly heads: number;
  readonly vocabulary: number;
  readonly positions: number;
  readonly batch: number;
  readonly contextLength: number;
  readonly rank: number;
}

const common = { channels: 768, heads: 12, vocabulary: 50_257, positions: 1024, batch: 8, contextLength: 64 };

/** What is written: greedy tokens behind a prompt, in a window that holds both. */
export const writtenText = { prompt: 32, tokens: 64, contextLength: 128 } as const;

/** The sizes by name. */
export const fineTuningSizes: Readonly<Record<string, FineTuningSize | undefined>> = {
  "distilgpt2:full": { ...common, layers: 6, rank: 0 },
  "distilgpt2:lora": { ...common, layers: 6, rank: 8 },
  "gpt2:full": { ...common, layers: 12, rank: 0 },
  "gpt2:lora": { ...common, layers: 12, rank: 8 },
};

/** Describes a session from first weights, the frozen ones of which are stored so. */
export function fineTuningRequest(size: FineTuningSize, storage: ParamStorage = "float32"): SessionRequest {
  const { batch, contextLength, vocabulary } = size;
  const count = 4 * batch;
  const key = randomKey(1, "sampling");
  const tokens = Uint16Array.from(
    { length: count * (contextLength + 1) },
    (_, index) => randomBits(key, index) % vocabulary,
  );
  const lossMask = emptyMask(tokens.length);
  const starts = Uint32Array.from({ length: count }, (_, window) => window * (contextLength + 1));
  for (const start of starts) {
    for (let t = contextLength / 2 + 1; t <= contextLength; t++) markTarget(lossMask, start + t);
  }
  const set = windowsOf({ starts, lengths: new Uint16Array(count).fill(contextLength) });
  return {
    graph: graphOf(size, storage),
    windows: { tokens, lossMask, vocabularySize: vocabulary, contextLength, train: set, validation: set },
    order: { seed: 1, batchSize: batch, accumulation: 1, shuffle: "everyEpoch" },
    optimizer: "adamw",
    state: null,
  };
}

function graphOf(size: FineTuningSize, frozenStorage: ParamStorage): ModelGraph {
  const { layers, channels, heads, positions, contextLength, vocabulary, rank } = size;
  const changes = { layers, heads, positions, embeddingSize: channels, dropout: 0 };
  const trains = rank === 0 ? "all" : "lora";
  const lora = { trains, loraRank: rank, loraAlpha: 2 * rank } as const;
  const tuning: RunConfig["tuning"] = { ...defaultConfig.tuning, ...lora, frozenStorage };
  return buildRunGraph(
    { model: changeModel(firstModel("gpt2"), changes), tokens: { contextLength }, tuning },
    vocabulary,
  );
}
