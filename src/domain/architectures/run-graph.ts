// The graph that a run trains and writes by: that of its model, with what its tuning freezes and adds.
import type { RunConfig } from "../config/run-config";
import type { ModelGraph } from "../graph/model-graph";
import { tuneGraph } from "../graph/tune";
import { buildGraph } from "./model-config";

/** What of the settings decides the graph of a run. */
export interface GraphConfig extends Pick<RunConfig, "model" | "tuning"> {
  readonly tokens: Pick<RunConfig["tokens"], "contextLength">;
}

/** Builds the graph of a run by its settings: tokens (B,T) -> logits (B,V), or (B,T,V) with the loss on every position. */
export function buildRunGraph({ model, tokens, tuning }: GraphConfig, vocabularySize: number): ModelGraph {
  return tuneGraph(buildGraph(model, tokens.contextLength, vocabularySize), tuning);
}
