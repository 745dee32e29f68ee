// Questions and answers about football, as the tutorial of the fifth seed has them: prompt, space, answer. The loss is on
// the answers alone, where the tutorial's was mostly padding.
import { preset } from "../preset";
import { machadoModel } from "./machado-model";

/** The shipped model learns to answer; each pair is a window. */
export const qaFootball = preset("football-qa", {
  base: "machado",
  corpus: { prompt: "{question}", response: "{answer}", pairSeparator: " ", trim: true },
  tokens: { tokenizer: "byteBpe", padRecords: false, layout: "records", contextLength: 128, validationShare: 0.15 },
  model: machadoModel,
  training: {
    optimizer: "adamw",
    learningRate: 5e-4,
    weightDecay: 0.01,
    gradientClip: 1,
    batchSize: 8,
    epochs: 3,
    schedule: "cosine",
    warmupSteps: 10,
    minimumLearningRate: 0,
    evaluateEvery: 20,
  },
});
