// The one door to the builders: an architecture's name selects its builder.
import { type ModelConfig, specOf } from "../architectures/registry";
import type { ModelGraph } from "./model-graph";

/**
 * Builds the graph that a configuration describes. The MLP and bare attention always take the loss on
 * the last position, whatever the configuration says: read `lossPositions` from the graph.
 */
export function buildGraph(config: ModelConfig, contextLength: number, vocabularySize: number): ModelGraph {
  return specOf(config).build(config, contextLength, vocabularySize);
}
