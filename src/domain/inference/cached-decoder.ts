// Decoding with a cache of one window: when it is full, its younger half is read again from position 0,
// so that a token costs two positions on average and never sees less than half a window.
import type { ModelGraph } from "../graph/model-graph";
import type { Decoder } from "./decoder";
import type { GraphRunner } from "./graph-runner";
import { requireTokens } from "./require-tokens";

/** Creates the decoder of causal attention trained on every position. */
export function createCachedDecoder(graph: ModelGraph, runner: GraphRunner): Decoder {
  const { contextLength } = graph;
  const kept = Math.floor(contextLength / 2);
  let filled = 0;
  return {
    feed(tokens) {
      requireTokens(tokens);
      let read = 0;
      let rows: readonly Float32Array[] = [];
      while (read < tokens.length) {
        if (filled === contextLength) dropOlderHalf();
        const count = Math.min(tokens.length - read, contextLength - filled);
        for (let index = 0; index < count; index++) runner.tokens[filled + index] = tokens[read + index];
        rows = runner.run(filled, filled + count);
        filled += count;
        read += count;
      }
      return rows[filled - 1].slice();
    },
    reset() {
      filled = 0;
    },
  };

  function dropOlderHalf(): void {
    runner.tokens.copyWithin(0, contextLength - kept);
    runner.run(0, kept);
    filled = kept;
  }
}
