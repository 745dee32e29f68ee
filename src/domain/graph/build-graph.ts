// The one door to the builders: an architecture's name selects its builder.
import type { ModelConfig } from "../config/run-config";
import { buildAttention } from "./attention";
import { buildGru } from "./gru";
import { buildMlp } from "./mlp";
import type { Architecture, ModelGraph } from "./model-graph";

type GraphBuilder = (config: ModelConfig, contextLength: number, vocabularySize: number) => ModelGraph;

const builders = {
  mlp: buildMlp,
  gru: buildGru,
  attention: buildAttention,
} satisfies Record<Architecture, GraphBuilder>;

/**
 * Builds the graph that a configuration describes. The MLP and bare attention always take the loss on
 * the last position, whatever the configuration says: read `lossPositions` from the graph.
 */
export function buildGraph(config: ModelConfig, contextLength: number, vocabularySize: number): ModelGraph {
  return builders[config.architecture](config, contextLength, vocabularySize);
}
