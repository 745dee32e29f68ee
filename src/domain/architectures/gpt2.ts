// GPT-2 (Radford et al., 2019): causal pre-norm blocks with GELU by a hyperbolic tangent, learned positions, and a head
// that is the table of embeddings.
import { logarithmic, size, whole } from "../config/setting";
import { GraphAssembly } from "../graph/graph-assembly";
import { embedding, LAYER_NORM_EPSILON, layerNorm, trained } from "../graph/layers";
import { architecture, initially } from "./architecture";
import { addCausalBlock, type CausalBlock, gpt2Scheme } from "./causal-blocks";
import { divisorBelow, nearestDivisor, nearestMultiple } from "./head-sizes";
import { dropout, embeddingSize, heads, layers, withOnePosition } from "./shared-settings";

const stages = {
  embedding: "vectors",
  positions: null,
  attention: "attention",
  feedForward: null,
  norm: null,
  output: "scores",
} as const;

// As wide and as high as gpt2-xl.
const ranges = {
  embeddingSize: size(1, 1600),
  layers: whole(1, 48),
  heads: whole(1, 25),
  positions: size(1, 1024),
  normEpsilon: logarithmic(1e-12, 0.1),
};

/** GPT-2, which predicts from every position; its layers are blocks. */
export const gpt2 = architecture({
  settings: {
    embeddingSize: { ...embeddingSize, ...ranges.embeddingSize },
    layers: { ...layers, ...ranges.layers },
    heads: { ...heads, ...ranges.heads },
    dropout,
    /** Rows of the table of positions, the longest context that the model will ever take. */
    positions: initially(ranges.positions, 64),
    /** What keeps a norm from dividing by nothing. */
    normEpsilon: initially(ranges.normEpsilon, LAYER_NORM_EPSILON),
  },
  longestContext: ranges.positions.max,
  longestFor: (model) => model.positions,
  rests: [["heads", "onePosition", withOnePosition]],
  lacks: { lossPositions: "alwaysEvery" },
  settle: (model, contextLength) => ({
    heads: divisorBelow(model.embeddingSize, model.heads),
    positions: Math.max(model.positions, contextLength),
  }),
  adapt: {
    embeddingSize: (wanted, model) => nearestMultiple(wanted, model.heads, ranges.embeddingSize.max),
    heads: (wanted, model) => nearestDivisor(model.embeddingSize, wanted, model.heads, ranges.heads.max),
  },
  build(model, contextLength, vocabularySize) {
    const { embeddingSize: channels, heads, dropout, normEpsilon } = model;
    const scheme = gpt2Scheme();
    // Each of the 2 * layers residual sums would else widen the distribution (section 2.3 of the paper).
    const residualScheme = gpt2Scheme(1 / Math.sqrt(2 * model.layers));
    const block: CausalBlock = {
      channels,
      heads,
      dropout,
      normEpsilon,
      activation: "geluTanh",
      scheme,
      residualScheme,
    };
    const graph = new GraphAssembly({ stages, contextLength, vocabularySize, lossPositions: "every" });
    const lookUp = embedding("embedding.weight", vocabularySize, channels, scheme.embedding);
    graph.add(lookUp); // (B, T, C)
    const positions = trained("positions.weight", [model.positions, channels], scheme.embedding);
    graph.add({ kind: "addPositions", table: positions });
    graph.addDropout(dropout);
    for (let layer = 0; layer < model.layers; layer++) addCausalBlock(graph, block, layer);
    graph.add(layerNorm("norm", channels, normEpsilon));
    graph.add({ kind: "linear", weight: lookUp.table, bias: null, transposed: true }); // (B, T, V)
    return graph.finish();
  },
});
