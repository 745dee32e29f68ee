// What presets that fine-tune the shipped model share.
import type { ModelChanges } from "../../architectures/model-config";
import type { TokenConfig, TrainingConfig } from "../run-config";

/** The sides of the shipped model, as public/models/machado/config.json gives them. */
export const machadoModel = {
  architecture: "gpt2",
  positions: 256,
  embeddingSize: 192,
  layers: 4,
  heads: 6,
  dropout: 0,
} as const satisfies ModelChanges;

/** Tokens of the model; each pair is a window. */
export const pairTokens = {
  tokenizer: "byteBpe",
  padRecords: false,
  contextLength: 128,
} as const satisfies Partial<TokenConfig>;

/** Some hundred steps over all weights; of the rates that `npm run bench:tuning` tried, the best on pairs held out. */
export const pairTraining = {
  optimizer: "adamw",
  learningRate: 1.5e-3,
  weightDecay: 0.01,
  gradientClip: 1,
  batchSize: 8,
  epochs: 3,
  schedule: "cosine",
  warmupSteps: 10,
  minimumLearningRate: 0,
  evaluateEvery: 20,
} as const satisfies Partial<TrainingConfig>;
