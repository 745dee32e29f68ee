// Model settings for the tests of graphs, costs and decoders.
import { changeModel, firstModel } from "@/domain/architectures/model-config";

const base = changeModel(firstModel("mlp"), {
  lossPositions: "last",
  embedding: "learned",
  embeddingSize: 32,
  hiddenSize: 128,
  layers: 1,
  heads: 1,
  dropout: 0,
  form: "block",
  initialization: "pytorch",
});

/** System 1: V 104, T 32. */
export const hotWheels = changeModel(base, { dropout: 0.2 });

/** System 3: V 60, T 59. */
export const poema = changeModel(base, {
  architecture: "gru",
  embedding: "oneHot",
  layers: 2,
  initialization: "keras",
});

/** System 4: V 14, T 5. */
export const olaMundo = changeModel(base, {
  architecture: "attention",
  form: "bare",
  embeddingSize: 8,
  hiddenSize: 32,
});

/** Causal blocks with the loss on every position. */
export const tinyAttention = changeModel(base, {
  architecture: "attention",
  lossPositions: "every",
  embeddingSize: 16,
  layers: 2,
  heads: 4,
  dropout: 0.1,
});
