// Titles of products and their descriptions, as the notebook of the second seed has them, with what it left undone:
// empty contents, HTML entities and tags, and duplicates are handled, and the loss is on the descriptions alone.
import { preset } from "../preset";
import { machadoModel, pairTokens, pairTraining } from "./machado";

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
  tokens: { ...pairTokens, validationShare: 0.1 },
  model: machadoModel,
  training: pairTraining,
});
