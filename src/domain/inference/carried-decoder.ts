// Decoding with a carried state: one position a token, however long the text.
import type { Decoder } from "./decoder";
import { requireTokens } from "./require-tokens";
import type { TokenReader } from "./token-reader";

/** Few enough to take no time worth stopping. */
const STRIDE = 16;

/** Creates the decoder of a recurrent graph; it starts from a zero state and writes no padding. */
export function createCarriedDecoder(reader: TokenReader): Decoder {
  return {
    lookback: null,
    stride: STRIDE,
    feed(tokens) {
      requireTokens(tokens);
      for (let index = 0; index < tokens.length - 1; index++) reader.read([tokens[index]], 0);
      return reader.read([tokens[tokens.length - 1]], 0);
    },
    reset: () => reader.forget(),
    form: () => null,
  };
}
