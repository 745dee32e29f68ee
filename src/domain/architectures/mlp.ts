// The MLP: embedding, flatten, hidden layers with LayerNorm, GELU and dropout, one prediction a window.
// Flattening leaves no positions, so the loss is always on the last one.
import { GraphAssembly } from "../graph/graph-assembly";
import { initializerSchemes } from "../graph/initializers";
import { embedding, layerNorm, linear } from "../graph/layers";
import { architecture } from "./architecture";
import { dropout, embeddingSize, hiddenSize, initialization, LONGEST_CONTEXT, layers } from "./shared-settings";

const stages = { embedding: "vectors", flatten: "joined", hidden: "hidden", output: "scores" } as const;

/** The multilayer perceptron. */
export const mlp = architecture({
  settings: { embeddingSize, hiddenSize, layers, dropout, initialization },
  longestContext: LONGEST_CONTEXT,
  rests: [],
  lacks: { lossPositions: "alwaysLast" },
  build(model, contextLength, vocabularySize) {
    const scheme = initializerSchemes[model.initialization];
    const graph = new GraphAssembly({ stages, contextLength, vocabularySize, lossPositions: "last" });
    graph.add(embedding("embedding.weight", vocabularySize, model.embeddingSize, scheme.embedding));
    graph.add({ kind: "flatten" }); // (B, T*C)
    let width = contextLength * model.embeddingSize;
    for (let layer = 0; layer < model.layers; layer++) {
      const name = model.layers === 1 ? "hidden" : `hidden.${layer}`;
      graph.add(linear(name, width, model.hiddenSize, scheme));
      graph.add(layerNorm(`${name}.norm`, model.hiddenSize));
      graph.add({ kind: "activation", fn: "gelu" });
      graph.addDropout(model.dropout);
      width = model.hiddenSize;
    }
    graph.add(linear("output", width, vocabularySize, scheme)); // (B, V)
    return graph.finish();
  },
});
