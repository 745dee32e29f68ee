// Decoding with a cache of one window: when it is full, its younger half is read again from position 0,
// so that a token costs two positions on average and never sees less than half a window.
import type { Decoder } from "./decoder";
import { requireTokens } from "./require-tokens";
import type { TokenReader } from "./token-reader";

/** Counts the tokens that are read again at once when a cache of `contextLength` is full. */
export function countKeptTokens(contextLength: number): number {
  return Math.floor(contextLength / 2);
}

/** Creates the decoder of causal attention trained on every position. */
export function createCachedDecoder(reader: TokenReader, contextLength: number): Decoder {
  const seen = new Uint32Array(contextLength);
  let filled = 0;
  return {
    feed(tokens) {
      requireTokens(tokens);
      const text = Uint32Array.from(tokens);
      let logits: Float32Array = new Float32Array();
      for (let done = 0; done < text.length; ) {
        if (filled === contextLength) dropOlderHalf();
        const piece = text.subarray(done, done + contextLength - filled);
        logits = append(piece);
        done += piece.length;
      }
      return logits;
    },
    reset() {
      filled = 0;
    },
  };

  function append(tokens: Uint32Array): Float32Array {
    const logits = reader.read(tokens, filled);
    seen.set(tokens, filled);
    filled += tokens.length;
    return logits;
  }

  function dropOlderHalf(): void {
    const younger = seen.slice(contextLength - countKeptTokens(contextLength));
    filled = 0;
    if (younger.length > 0) append(younger);
  }
}
