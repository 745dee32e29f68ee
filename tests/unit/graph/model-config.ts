// Model settings for the tests of graphs, costs and decoders.
import type { ModelConfig } from "@/domain/config/run-config";

const base: ModelConfig = {
  architecture: "mlp",
  lossPositions: "last",
  embedding: "learned",
  embeddingSize: 32,
  hiddenSize: 128,
  layers: 1,
  heads: 1,
  dropout: 0,
  form: "block",
  initialization: "pytorch",
};

/** System 1: V 104, T 32. */
export const hotWheels: ModelConfig = { ...base, dropout: 0.2 };

/** System 3: V 60, T 59. */
export const poema: ModelConfig = {
  ...base,
  architecture: "gru",
  embedding: "oneHot",
  layers: 2,
  initialization: "keras",
};

/** System 4: V 14, T 5. */
export const olaMundo: ModelConfig = {
  ...base,
  architecture: "attention",
  form: "bare",
  embeddingSize: 8,
  hiddenSize: 32,
};

/** Causal blocks with the loss on every position. */
export const tinyAttention: ModelConfig = {
  ...base,
  architecture: "attention",
  lossPositions: "every",
  embeddingSize: 16,
  layers: 2,
  heads: 4,
  dropout: 0.1,
};
