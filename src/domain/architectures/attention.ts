// Attention in two forms: causal pre-norm blocks as in GPT-2, and the bare form of a first lesson,
// one attention without mask, positions, norm or residual, and a ReLU head on the last position.
import { choice } from "../config/setting";
import { GraphAssembly } from "../graph/graph-assembly";
import { initializerSchemes } from "../graph/initializers";
import { embedding, layerNorm, linear, product, trained } from "../graph/layers";
import type { ModelGraph } from "../graph/model-graph";
import { architecture, initially, type ValuesOf } from "./architecture";
import { addCausalBlock, type CausalBlock, gpt2Scheme, normal } from "./causal-blocks";
import { divisorBelow, nearestDivisor, nearestMultiple } from "./head-sizes";
import {
  dropout,
  embeddingSize,
  heads,
  hiddenSize,
  initialization,
  LONGEST_CONTEXT,
  layers,
  lossPositions,
  withOnePosition,
} from "./shared-settings";

const BARE_DEVIATION = 0.1;

/**
 * GPT-2's start instead of the layers' own: measured on Shakespeare's characters with two blocks, the
 * mean loss of the first hundred steps is 2.80 nats against 2.86.
 */
const measuredScheme = gpt2Scheme();

const stages = {
  embedding: "vectors",
  positions: null,
  attention: "attention",
  feedForward: null,
  hidden: "hidden",
  norm: null,
  lastPosition: null,
  output: "scores",
} as const;

const settings = {
  lossPositions,
  embeddingSize,
  hiddenSize,
  layers,
  heads,
  dropout,
  /** "bare": one attention without mask, positions, norm and residual, ReLU head on the last position. */
  form: initially(choice("block", "bare"), "block"),
  initialization,
};

type Attention = ValuesOf<typeof settings>;

const isBare = (model: Attention) => model.form === "bare";

/** Attention; its hidden size is the width of the ReLU layer of the bare form. */
export const attention = architecture({
  settings,
  longestContext: LONGEST_CONTEXT,
  rests: [
    ["lossPositions", "alwaysLast", isBare],
    ["lossPositions", "onePosition", withOnePosition],
    ["hiddenSize", "blockWidth", (model) => !isBare(model)],
    ["layers", "bareLayers", isBare],
    ["heads", "onePosition", withOnePosition],
    ["dropout", "bareDropout", isBare],
  ],
  settle: (model) => ({ heads: divisorBelow(model.embeddingSize, model.heads) }),
  adapt: {
    embeddingSize: (wanted, model) => nearestMultiple(wanted, model.heads, embeddingSize.max),
    heads: (wanted, model) => nearestDivisor(model.embeddingSize, wanted, model.heads, heads.max),
  },
  build: (model, contextLength, vocabularySize) =>
    isBare(model) ? buildBare(model, contextLength, vocabularySize) : buildBlocks(model, contextLength, vocabularySize),
});

function buildBlocks(model: Attention, contextLength: number, vocabularySize: number): ModelGraph {
  const { embeddingSize: channels, heads, dropout } = model;
  const scheme = model.initialization === "pytorch" ? measuredScheme : initializerSchemes.keras;
  const block: CausalBlock = { channels, heads, dropout, activation: "gelu", scheme, residualScheme: scheme };
  const graph = new GraphAssembly({ stages, contextLength, vocabularySize, lossPositions: model.lossPositions });
  graph.add(embedding("embedding.weight", vocabularySize, channels, scheme.embedding));
  const positions = trained("positions.weight", [contextLength, channels], scheme.embedding);
  graph.add({ kind: "addPositions", table: positions });
  graph.addDropout(model.dropout);
  for (let layer = 0; layer < model.layers; layer++) addCausalBlock(graph, block, layer);
  graph.add(layerNorm("norm", channels));
  if (model.lossPositions === "last") graph.add({ kind: "lastPosition" }); // (B, C)
  graph.add(linear("output", channels, vocabularySize, scheme));
  return graph.finish();
}

/** Without a mask each position sees its own target, so the loss is always on the last one. */
function buildBare(model: Attention, contextLength: number, vocabularySize: number): ModelGraph {
  const { embeddingSize: channels, hiddenSize: width } = model;
  const scheme = initializerSchemes[model.initialization];
  const graph = new GraphAssembly({ stages, contextLength, vocabularySize, lossPositions: "last" });
  graph.add(embedding("embedding.weight", vocabularySize, channels, normal(BARE_DEVIATION)));
  graph.add(product("attention.qkv.weight", channels, 3 * channels, scheme.kernel(channels, channels))); // (B, T, 3C)
  graph.add({ kind: "attention", heads: model.heads, causal: false }); // (B, T, C)
  graph.add({ kind: "lastPosition" }); // (B, C)
  graph.add(linear("hidden", channels, width, scheme));
  graph.add({ kind: "activation", fn: "relu" });
  graph.add(linear("output", width, vocabularySize, scheme));
  return graph.finish();
}
