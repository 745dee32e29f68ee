// The MLP: embedding, flatten, hidden layers with LayerNorm, GELU and dropout, one prediction a window.
// Flattening leaves no positions, so the loss is always on the last one.
import type { ModelConfig } from "../config/run-config";
import { GraphAssembly } from "./graph-assembly";
import { initializerSchemes } from "./initializers";
import { embedding, layerNorm, linear } from "./layers";
import type { ModelGraph } from "./model-graph";

/** Builds tokens (B,T) -> logits (B,V). */
export function buildMlp(config: ModelConfig, contextLength: number, vocabularySize: number): ModelGraph {
  const scheme = initializerSchemes[config.initialization];
  const graph = new GraphAssembly({
    architecture: "mlp",
    contextLength,
    vocabularySize,
    lossPositions: "last",
  });
  graph.add(embedding("embedding.weight", vocabularySize, config.embeddingSize, scheme.embedding));
  graph.add({ kind: "flatten" }); // (B, T*C)
  let width = contextLength * config.embeddingSize;
  for (let layer = 0; layer < config.layers; layer++) {
    const name = config.layers === 1 ? "hidden" : `hidden.${layer}`;
    graph.add(linear(name, width, config.hiddenSize, scheme));
    graph.add(layerNorm(`${name}.norm`, config.hiddenSize));
    graph.add({ kind: "activation", fn: "gelu" });
    graph.addDropout(config.dropout);
    width = config.hiddenSize;
  }
  graph.add(linear("output", width, vocabularySize, scheme)); // (B, V)
  return graph.finish();
}
