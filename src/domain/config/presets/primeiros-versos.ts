// A first run in Portuguese: a small MLP over the bundled poems, done in seconds on a processor.
import { preset } from "../preset";

/**
 * Twelve characters are enough for word-like words; dropout keeps the few poems from being learned by heart. Its
 * length is left to the data, since the first own text is often a verse or two.
 */
export const primeirosVersos = preset("poemas", {
  corpus: { separator: "@", separatorAction: "endToken" },
  tokens: { padRecords: false, contextLength: 12 },
  model: { hiddenSize: 256, dropout: 0.2 },
  training: { schedule: "cosine" },
});
