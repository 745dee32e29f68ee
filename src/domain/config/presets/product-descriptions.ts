// Titles of products and their descriptions, as the notebook of the second seed has them, with what it left undone:
// empty contents, HTML entities and tags, and duplicates are handled, and the loss is on the descriptions alone.
import { preset } from "../preset";
import { machadoModel } from "./machado-model";

/** The shipped model learns to describe; each pair is a window. */
export const productDescriptions = preset("products", {
  base: "machado",
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
  tokens: { tokenizer: "byteBpe", padRecords: false, layout: "records", contextLength: 128, validationShare: 0.1 },
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
