// What a decoder reads a text with: whatever computes logits from tokens at known positions. Decoders decide
// what is read again and when; readers compute, on plain arrays or on a device.

/** Reads tokens behind those that it has read before. */
export interface TokenReader {
  /**
   * Reads at least one token, the first at `position`, and gives the logits (V) that follow the last, a fresh
   * array. Positions before it are as the latest calls left them.
   */
  read(tokens: ArrayLike<number>, position: number): Float32Array;
  /** Forgets carried states; positions need no forgetting, since they are read anew before they count. */
  forget(): void;
}
