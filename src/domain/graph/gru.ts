// The GRU: one to three recurrent layers over one-hot or learned token vectors, then a linear head.
// A one-hot vector times a kernel is a row of the kernel, so one-hot input is an embedding of width 3C.
import type { ModelConfig } from "../config/run-config";
import { GraphAssembly } from "./graph-assembly";
import { initializerSchemes } from "./initializers";
import { embedding, gruCell, linear, product } from "./layers";
import type { ModelGraph } from "./model-graph";

/** Builds tokens (B,T) -> logits (B,V), or (B,T,V) with the loss on every position. */
export function buildGru(config: ModelConfig, contextLength: number, vocabularySize: number): ModelGraph {
  const { hiddenSize, embeddingSize, lossPositions } = config;
  const scheme = initializerSchemes[config.initialization];
  const graph = new GraphAssembly({ architecture: "gru", contextLength, vocabularySize, lossPositions });
  const gates = 3 * hiddenSize;
  const kernel = (layer: number, inputs: number) =>
    product(`gru.${layer}.kernel`, inputs, gates, scheme.gruKernel(inputs, hiddenSize));
  if (config.embedding === "oneHot") {
    graph.add(embedding("gru.0.kernel", vocabularySize, gates, scheme.gruKernel(vocabularySize, hiddenSize)));
  } else {
    graph.add(embedding("embedding.weight", vocabularySize, embeddingSize, scheme.embedding));
    graph.add(kernel(0, embeddingSize)); // (B, T, 3C)
  }
  for (let layer = 0; layer < config.layers; layer++) {
    if (layer > 0) {
      graph.addDropout(config.dropout);
      graph.add(kernel(layer, hiddenSize)); // (B, T, 3C)
    }
    graph.add(gruCell(`gru.${layer}`, hiddenSize, scheme)); // (B, T, C)
  }
  if (lossPositions === "last") graph.add({ kind: "lastPosition" }); // (B, C)
  graph.add(linear("output", hiddenSize, vocabularySize, scheme));
  return graph.finish();
}
