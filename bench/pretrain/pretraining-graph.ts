// The model of a pretraining: a GPT-2 by the sizes of the command line.
import { buildGraph, changeModel, firstModel } from "@/domain/architectures/model-config";
import type { ModelGraph } from "@/domain/graph/model-graph";
import type { Gpt2Shape } from "@/domain/pretrained/gpt2-config";

/** Builds the graph of a shape, whose windows are as long as its table of positions. */
export function pretrainingGraph({ layers, heads, embeddingSize, positions, vocabularySize }: Gpt2Shape): ModelGraph {
  const sizes = { layers, heads, embeddingSize, positions, dropout: 0 };
  return buildGraph(changeModel(firstModel("gpt2"), sizes), positions, vocabularySize);
}
