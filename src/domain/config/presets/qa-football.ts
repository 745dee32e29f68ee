// Questions and answers about football, as the tutorial of the fifth seed has them: prompt, space, answer. The loss is on
// the answers alone, where the tutorial's was mostly padding.
import { preset } from "../preset";

/** A small transformer that learns to answer; each pair is a window. */
export const qaFootball = preset("football-qa", {
  corpus: { prompt: "{question}", response: "{answer}", pairSeparator: " ", trim: true },
  tokens: { order: "sorted", padRecords: false, layout: "records", contextLength: 192, validationShare: 0.15 },
  model: {
    architecture: "gpt2",
    positions: 192,
    embeddingSize: 64,
    layers: 2,
    heads: 4,
    dropout: 0.1,
  },
  training: {
    optimizer: "adamw",
    learningRate: 3e-3,
    weightDecay: 0.01,
    gradientClip: 1,
    batchSize: 8,
    epochs: 10,
    schedule: "cosine",
    warmupSteps: 10,
    minimumLearningRate: 1e-4,
    evaluateEvery: 50,
  },
});
