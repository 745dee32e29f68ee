// The Poema system: a two-layer Keras GRU over one-hot characters of lower-cased poems.
import { preset } from "../preset";

/** 60 tokens, 905,476 windows and 179,772 parameters on the 10,000 poems. */
export const poemaGru = preset("poemas", {
  corpus: {
    removeDuplicates: false,
    lowercase: true,
    trim: false,
    decodeEntities: false,
    separator: "@",
    separatorAction: "drop",
  },
  tokens: {
    order: "sorted",
    specialTokens: [],
    padToken: "",
    padRecords: false,
    contextLength: 59,
    stride: 3,
    split: "position",
    validationShare: 0,
  },
  model: {
    architecture: "gru",
    lossPositions: "last",
    embedding: "oneHot",
    hiddenSize: 128,
    layers: 2,
    dropout: 0,
    initialization: "keras",
  },
  training: {
    optimizer: "rmsprop",
    learningRate: 1e-3,
    decay: 0.9,
    epsilon: 1e-7,
    epsilonInsideRoot: true,
    batchSize: 128,
    epochs: 500,
    shuffle: "everyEpoch",
    schedule: "constant",
    earlyStopping: "train",
    patience: 50,
    evaluateEvery: 0,
  },
});
