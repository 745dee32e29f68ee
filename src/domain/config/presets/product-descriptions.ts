// Titles of products and their descriptions, as the notebook of the second seed has them, with what it left undone:
// empty contents, HTML entities and tags, and duplicates are handled, and the loss is on the descriptions alone.
import { preset } from "../preset";

/** A small transformer that learns to describe; each pair is a window. */
export const productDescriptions = preset("products", {
  corpus: {
    prompt: "Qual é a descrição deste produto: {title}?",
    response: "{content}",
    pairSeparator: "\n",
    lowercase: true,
    removeMarkup: true,
    decodeEntities: true,
    dropIncomplete: true,
    removeDuplicates: true,
    trim: true,
  },
  tokens: { order: "sorted", padRecords: false, layout: "records", contextLength: 256, validationShare: 0.1 },
  model: {
    architecture: "gpt2",
    positions: 256,
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
    epochs: 5,
    schedule: "cosine",
    warmupSteps: 10,
    minimumLearningRate: 1e-4,
    evaluateEvery: 50,
  },
});
