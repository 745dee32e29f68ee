// The sides of the shipped model, as public/models/machado/config.json gives them.
import type { ModelChanges } from "../../architectures/model-config";

/** What presets that begin with it have as their model. */
export const machadoModel = {
  architecture: "gpt2",
  positions: 256,
  embeddingSize: 192,
  layers: 4,
  heads: 6,
  dropout: 0,
} as const satisfies ModelChanges;
