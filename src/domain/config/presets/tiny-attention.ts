// A first causal transformer: two blocks over poems, a loss at every position.
import { preset } from "../preset";

/** Small enough to train on a processor, large enough to write lines that look like verse. */
export const tinyAttention = preset("poemas", {
  corpus: { separator: "@", separatorAction: "endToken", trim: true },
  tokens: {
    order: "sorted",
    padRecords: false,
    contextLength: 32,
    stride: 8,
    split: "position",
    validationShare: 0.1,
  },
  model: {
    architecture: "attention",
    form: "block",
    lossPositions: "every",
    embeddingSize: 48,
    layers: 2,
    heads: 4,
    dropout: 0,
    initialization: "pytorch",
  },
  training: {
    optimizer: "adamw",
    learningRate: 3e-3,
    weightDecay: 0.01,
    gradientClip: 1,
    batchSize: 16,
    epochs: 10,
    schedule: "cosine",
    warmupSteps: 50,
    minimumLearningRate: 1e-4,
    evaluateEvery: 50,
  },
});
