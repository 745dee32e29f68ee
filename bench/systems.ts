// The systems that are measured, with the settings of their presets, on a made-up stream of tokens.
import { buildGraph, changeModel, type ModelChanges } from "@/domain/architectures/model-config";
import type { ModelConfig } from "@/domain/architectures/registry";
import { presets } from "@/domain/config/presets";
import type { RunConfig } from "@/domain/config/run-config";
import type { ModelGraph } from "@/domain/graph/model-graph";
import type { WindowForm } from "@/domain/inference/decoder";
import { randomBits, randomKey } from "@/domain/random";
import type { Optimizer } from "@/domain/training/optimizer";
import { optimizerOf } from "@/domain/training/step-settings";
import { type BatchOrder, batchStarts } from "@/domain/windows/batch-order";
import { countWindows } from "@/domain/windows/build-windows";
import type { TokenWindows } from "@/domain/windows/token-windows";

/** The name of a measured system. */
export type SystemId = "hotwheels-mlp" | "poema-gru" | "tiny-attention" | "attention-4x128";

/** Lists the systems in the order in which they are measured. */
export const systemIds: readonly SystemId[] = ["hotwheels-mlp", "poema-gru", "tiny-attention", "attention-4x128"];

/** Lists the systems of the training steps; tiny attention differs from its larger sister in size only. */
export const trainedSystemIds: readonly SystemId[] = ["hotwheels-mlp", "poema-gru", "attention-4x128"];

/** Lists the ways in which each system writes text; one that has no other is written once. */
export const writtenSystems: readonly { readonly system: SystemId; readonly window: WindowForm }[] = [
  { system: "poema-gru", window: "exact" },
  { system: "tiny-attention", window: "exact" },
  { system: "tiny-attention", window: "fast" },
  { system: "attention-4x128", window: "exact" },
  { system: "attention-4x128", window: "fast" },
];

/** All that any peer needs to do the same work. Batches are full, gradients are not clipped. */
export interface System {
  readonly model: ModelConfig;
  readonly graph: ModelGraph;
  readonly windows: TokenWindows;
  readonly order: BatchOrder;
  readonly optimizer: Optimizer;
  readonly learningRate: number;
}

interface Outline {
  readonly title: string;
  readonly config: RunConfig;
  readonly model: ModelChanges;
  readonly contextLength: number;
  readonly batchSize: number;
  readonly vocabularySize: number;
}

const STREAM_TOKENS = 400_000;
const SEED = 7;

const outlines = {
  "hotwheels-mlp": {
    title: "HotWheels MLP: V 104, T 32, E 32, hidden 128, dropout 0.2, batch 2,048, AdamW",
    config: presets["hotwheels-mlp"].config,
    model: {},
    contextLength: 32,
    batchSize: 2048,
    vocabularySize: 104,
  },
  "poema-gru": {
    title: "Poema GRU: 2 × 128, one-hot V 60, batch 128 × 59, loss last, RMSProp (Keras)",
    config: presets["poema-gru"].config,
    model: {},
    contextLength: 59,
    batchSize: 128,
    vocabularySize: 60,
  },
  "tiny-attention": {
    title: "Tiny attention: 2 × 48, 4 heads, V 65, T 32, loss every, AdamW",
    config: presets["tiny-attention"].config,
    model: {},
    contextLength: 32,
    batchSize: 16,
    vocabularySize: 65,
  },
  "attention-4x128": {
    title: "Causal attention: 4 × 128, 4 heads, V 65, batch 16 × 128, loss every, AdamW",
    config: presets["tiny-attention"].config,
    model: { layers: 4, embeddingSize: 128, heads: 4 },
    contextLength: 128,
    batchSize: 16,
    vocabularySize: 65,
  },
} as const satisfies Record<SystemId, Outline>;

/** Says what a system is, in one line. */
export function systemTitle(id: SystemId): string {
  return outlines[id].title;
}

/** Builds a system, with its dropout or without any. */
export function buildSystem(id: SystemId, dropout: boolean): System {
  const { config, contextLength, batchSize, vocabularySize, ...outline } = outlines[id];
  const model = changeModel(config.model, { ...outline.model, ...(dropout ? {} : { dropout: 0 }) });
  return {
    model,
    graph: buildGraph(model, contextLength, vocabularySize),
    windows: makeWindows(contextLength, vocabularySize),
    order: { seed: SEED, batchSize, accumulation: 1, shuffle: config.training.shuffle },
    optimizer: optimizerOf(config.training),
    learningRate: config.training.learningRate,
  };
}

/** Gives the start offsets of the windows of batch `step` (counted from 0), as every engine draws them. */
export function startsOf({ windows, order }: System, step: number): Uint32Array {
  const starts = new Uint32Array(order.batchSize);
  batchStarts(windows.train, order, step, starts);
  return starts;
}

/** Windows over a stream that can partly be predicted; low ids are frequent, as in a text. */
function makeWindows(contextLength: number, vocabularySize: number): TokenWindows {
  const key = randomKey(SEED, "sampling");
  const tokens = new Uint16Array(STREAM_TOKENS);
  for (let index = 1; index < tokens.length; index++) {
    const bits = randomBits(key, index);
    const share = (bits >>> 8) / 2 ** 24;
    tokens[index] =
      bits % 2 === 0 ? Math.floor(vocabularySize * share * share) : (tokens[index - 1] * 5 + 3) % vocabularySize;
  }
  const train = {
    first: 0,
    stride: 1,
    count: countWindows(tokens.length, contextLength, 1),
    shuffle: null,
    sequences: null,
  };
  return { tokens, lossMask: null, vocabularySize, contextLength, train, validation: { ...train, count: 0 } };
}
