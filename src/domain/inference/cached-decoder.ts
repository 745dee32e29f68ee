// Decoding causal attention trained on every position. Up to a full window each token is read once, behind
// those in the cache. Beyond, the window slides: rows in the cache have seen tokens that are no longer in it and
// stand at other positions, so that it is read anew from position 0, for each token or once a quarter.
import type { Decoder, TokenReader, WindowForm } from "./decoder";

/** Chooses a form when a text first outgrows the window; `read` reads so many tokens of a window, to measure it. */
export type FormChoice = (contextLength: number, read: (tokens: number) => void) => WindowForm;

/** Counts the tokens that the fast form lets go of at once: a quarter of the window, at least one. */
export function countDroppedTokens(contextLength: number): number {
  return Math.ceil(contextLength / 4);
}

/** Gives the index of the first token of a text of `tokens` tokens that the prediction after it looks back at. */
export function windowStart(form: WindowForm, tokens: number, contextLength: number): number {
  const over = Math.max(0, tokens - contextLength);
  const dropped = form === "exact" ? 1 : countDroppedTokens(contextLength);
  return dropped * Math.ceil(over / dropped);
}

/** Creates the decoder; what it predicts depends on the text and the form only, not on how the text is fed. */
export function createCachedDecoder(reader: TokenReader, contextLength: number, chooseForm: FormChoice): Decoder {
  /** The latest tokens, up to a full window; the last `end - start` of them are in the cache. */
  let seen = new Uint32Array();
  let start = 0;
  let end = 0;
  let form: WindowForm | null = null;
  /** Counts how often positions from the first on were read anew, which takes the place of what was in the cache. */
  let readings = 0;
  return {
    lookback: contextLength,
    stride: countDroppedTokens(contextLength),
    feed(tokens) {
      const length = end + tokens.length;
      if (length > contextLength) form ??= chooseForm(contextLength, (count) => reader.read(new Uint32Array(count), 0));
      const from = form === null ? 0 : windowStart(form, length, contextLength);
      const known = from === start ? end - start : 0;
      if (known === 0) readings += 1;
      seen = lastOf(seen, tokens, contextLength);
      start = from;
      end = length;
      return reader.read(seen.subarray(seen.length - (end - start) + known), known);
    },
    reset() {
      seen = new Uint32Array();
      start = 0;
      end = 0;
    },
    mark() {
      const marked = { seen, start, end, readings };
      return () => {
        if (marked.readings !== readings) return false;
        ({ seen, start, end } = marked);
        return true;
      };
    },
    form: () => form,
  };
}

/** Gives the last `most` tokens of two pieces of text. */
function lastOf(before: Uint32Array, tokens: ArrayLike<number>, most: number): Uint32Array<ArrayBuffer> {
  const fresh = Uint32Array.from(tokens).slice(-most);
  const kept = before.subarray(Math.max(0, before.length + fresh.length - most));
  const joined = new Uint32Array(kept.length + fresh.length);
  joined.set(kept);
  joined.set(fresh, kept.length);
  return joined;
}
