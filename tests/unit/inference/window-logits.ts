// One window at once, as training sees it but without dropout: what decoders are held against.
import type { ModelGraph } from "@/domain/graph/model-graph";
import { createGraphRunner } from "@/domain/inference/graph-runner";
import type { NamedTensors } from "@/domain/named-tensors";

/**
 * Gives the logits of one window of 1 to T tokens: (T,V), or (V) where the loss is on the last
 * position. An MLP takes exactly T tokens.
 */
export function windowLogits(graph: ModelGraph, tensors: NamedTensors, tokens: ArrayLike<number>): Float32Array {
  const { contextLength, lossPositions } = graph;
  const least = graph.nodes.some(({ op }) => op.kind === "flatten") ? contextLength : 1;
  if (tokens.length < least || tokens.length > contextLength) {
    throw new Error(`windowLogits: expected ${least} to ${contextLength} tokens, got ${tokens.length}`);
  }
  const runner = createGraphRunner(graph, tensors);
  runner.tokens.set(tokens);
  const rows = runner.run(0, tokens.length).slice(0, lossPositions === "last" ? 1 : tokens.length);
  const logits = new Float32Array(rows.length * graph.vocabularySize);
  for (const [t, row] of rows.entries()) logits.set(row, t * graph.vocabularySize);
  return logits;
}
