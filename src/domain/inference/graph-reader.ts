// Reading tokens on plain arrays.
import type { ModelGraph } from "../graph/model-graph";
import type { NamedTensors } from "../named-tensors";
import { createGraphRunner } from "./graph-runner";
import type { TokenReader } from "./token-reader";

/** Creates a reader over float32 tensors, dropout off. Tensors are read where they are, never copied. */
export function createGraphReader(graph: ModelGraph, tensors: NamedTensors): TokenReader {
  const runner = createGraphRunner(graph, tensors);
  return {
    read(tokens, position) {
      const end = position + tokens.length;
      runner.tokens.set(tokens, position);
      const rows = runner.run(position, end);
      return rows[Math.min(end, rows.length) - 1].slice();
    },
    forget: runner.reset,
  };
}
