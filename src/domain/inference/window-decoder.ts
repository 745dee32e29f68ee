// Decoding by the last window: the whole of it is read again for each prediction.
import type { Decoder } from "./decoder";
import { requireTokens } from "./require-tokens";
import type { TokenReader } from "./token-reader";

/** Creates the decoder of a graph that sees a window as a whole; `fillId` stands before short texts. */
export function createWindowDecoder(reader: TokenReader, contextLength: number, fillId: number): Decoder {
  const window = new Uint32Array(contextLength).fill(fillId);
  return {
    lookback: contextLength,
    stride: contextLength,
    feed(tokens) {
      requireTokens(tokens);
      const count = Math.min(tokens.length, contextLength);
      window.copyWithin(0, count);
      for (let index = 0; index < count; index++) {
        window[contextLength - count + index] = tokens[tokens.length - count + index];
      }
      return reader.read(window, 0);
    },
    reset() {
      window.fill(fillId);
    },
    form: () => null,
  };
}
