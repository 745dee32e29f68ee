// The GRU: one to three recurrent layers over one-hot or learned token vectors, then a linear head.
// A one-hot vector times a kernel is a row of the kernel, so one-hot input is an embedding of width 3C.
import { choice } from "../config/setting";
import { GraphAssembly } from "../graph/graph-assembly";
import { initializerSchemes } from "../graph/initializers";
import { embedding, gruCell, linear, product } from "../graph/layers";
import { architecture, initially } from "./architecture";
import {
  dropout,
  embeddingSize,
  hiddenSize,
  initialization,
  LONGEST_CONTEXT,
  layers,
  lossPositions,
  withOnePosition,
} from "./shared-settings";

const stages = { embedding: "vectors", gru: "memory", lastPosition: null, output: "scores" } as const;

/** The gated recurrent unit; its hidden size is that of the state. */
export const gru = architecture({
  settings: {
    lossPositions,
    embedding: initially(choice("learned", "oneHot"), "learned"),
    embeddingSize,
    hiddenSize,
    layers: { ...layers, max: 3 }, // further ones learn too slowly
    dropout,
    initialization,
  },
  longestContext: LONGEST_CONTEXT,
  rests: [
    ["lossPositions", "onePosition", withOnePosition],
    ["embeddingSize", "oneHotWidth", (model) => model.embedding === "oneHot"],
    ["dropout", "oneGruLayer", (model) => model.layers === 1],
  ],
  build(model, contextLength, vocabularySize) {
    const { hiddenSize: state, embeddingSize: channels } = model;
    const scheme = initializerSchemes[model.initialization];
    const graph = new GraphAssembly({ stages, contextLength, vocabularySize, lossPositions: model.lossPositions });
    const gates = 3 * state;
    const kernel = (layer: number, inputs: number) =>
      product(`gru.${layer}.kernel`, inputs, gates, scheme.gruKernel(inputs, state));
    if (model.embedding === "oneHot") {
      graph.add(embedding("gru.0.kernel", vocabularySize, gates, scheme.gruKernel(vocabularySize, state)));
    } else {
      graph.add(embedding("embedding.weight", vocabularySize, channels, scheme.embedding));
      graph.add(kernel(0, channels)); // (B, T, 3C)
    }
    for (let layer = 0; layer < model.layers; layer++) {
      if (layer > 0) {
        graph.addDropout(model.dropout);
        graph.add(kernel(layer, state)); // (B, T, 3C)
      }
      graph.add(gruCell(`gru.${layer}`, state, scheme)); // (B, T, C)
    }
    if (model.lossPositions === "last") graph.add({ kind: "lastPosition" }); // (B, C)
    graph.add(linear("output", state, vocabularySize, scheme));
    return graph.finish();
  },
});
