// Decoding with a carried state: one position a token, however long the text.
import type { Decoder } from "./decoder";
import type { GraphRunner } from "./graph-runner";
import { requireTokens } from "./require-tokens";

/** Creates the decoder of a recurrent graph; it starts from a zero state and writes no padding. */
export function createCarriedDecoder(runner: GraphRunner): Decoder {
  return {
    feed(tokens) {
      requireTokens(tokens);
      for (let index = 0; index < tokens.length - 1; index++) read(tokens[index]);
      return read(tokens[tokens.length - 1]).slice();
    },
    reset: runner.reset,
  };

  function read(token: number): Float32Array {
    runner.tokens[0] = token;
    return runner.run(0, 1)[0];
  }
}
