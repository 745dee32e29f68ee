// Decoding by the last window: the whole of it is read again for each prediction.
import type { ModelGraph } from "../graph/model-graph";
import type { Decoder } from "./decoder";
import type { GraphRunner } from "./graph-runner";
import { requireTokens } from "./require-tokens";

/** Creates the decoder of a graph that sees a window as a whole; `fillId` stands before short texts. */
export function createWindowDecoder(graph: ModelGraph, runner: GraphRunner, fillId: number): Decoder {
  const { contextLength } = graph;
  const window = runner.tokens;
  window.fill(fillId);
  return {
    feed(tokens) {
      requireTokens(tokens);
      const count = Math.min(tokens.length, contextLength);
      window.copyWithin(0, count);
      for (let index = 0; index < count; index++) {
        window[contextLength - count + index] = tokens[tokens.length - count + index];
      }
      const rows = runner.run(0, contextLength);
      return rows[rows.length - 1].slice();
    },
    reset() {
      window.fill(fillId);
    },
  };
}
