// The HotWheels notebook: toy-car records, padded, into an MLP over 32 characters. The data is taken as
// it comes and `<|end|>` is spelled out in seven characters, as in the notebook.
import { preset } from "../preset";

/** 104 tokens, 4,633,313 windows and 148,200 parameters on the notebook's table. */
export const hotwheelsMlp = preset("diecast-cars", {
  corpus: {
    template: "<name>{Model Name}<year>{Release Year}<color>{Color}<series>{Series}<|end|>",
    neededFields: ["Model Name", "Release Year", "Color", "Series"],
    removeDuplicates: false,
    trim: false,
    decodeEntities: false,
  },
  tokens: {
    order: "appearance",
    specialTokens: ["<name>", "<year>", "<color>", "<series>"],
    padToken: "<|pad|>",
    padRecords: true,
    countPadding: true,
    contextLength: 32,
    stride: 1,
    split: "window",
    validationShare: 0.2,
  },
  model: {
    architecture: "mlp",
    lossPositions: "last",
    embeddingSize: 32,
    hiddenSize: 128,
    layers: 1,
    dropout: 0.2,
    initialization: "pytorch",
  },
  training: {
    optimizer: "adamw",
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: 0.01,
    batchSize: 2048,
    epochs: 5,
    shuffle: "once",
    schedule: "plateau",
    scheduleFactor: 0.5,
    schedulePatience: 2,
    evaluateEvery: 0,
  },
});
