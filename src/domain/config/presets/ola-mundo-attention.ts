// The NumPy notebook: one bare attention over five characters of a single sentence, one window a step.
import { preset } from "../preset";

/** 14 tokens and 20 windows. */
export const olaMundoAttention = preset("ola-mundo", {
  corpus: { removeDuplicates: false, trim: true, decodeEntities: false },
  tokens: {
    order: "sorted",
    specialTokens: [],
    padToken: "",
    padRecords: false,
    contextLength: 5,
    stride: 1,
    split: "position",
    validationShare: 0,
  },
  model: {
    architecture: "attention",
    form: "bare",
    lossPositions: "last",
    embeddingSize: 8,
    hiddenSize: 32,
    layers: 1,
    heads: 1,
    dropout: 0,
    initialization: "pytorch",
  },
  training: {
    optimizer: "sgd",
    learningRate: 0.01,
    momentum: 0,
    batchSize: 1,
    epochs: 100,
    shuffle: "everyEpoch",
    schedule: "constant",
    evaluateEvery: 0,
  },
});
