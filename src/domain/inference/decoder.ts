// What every decoder does, however it remembers the text.

/** Reads tokens one after another and predicts the next. */
export interface Decoder {
  /** Reads at least one token and gives the logits (V) that follow the last one, a fresh array. */
  feed(tokens: ArrayLike<number>): Float32Array;
  /** Forgets all tokens. */
  reset(): void;
}
