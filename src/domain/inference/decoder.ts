// What every decoder does, however it remembers the text, and what it reads the text with. Decoders decide what is
// read again and when; readers compute.

/**
 * How attention trained on every position reads a text that is longer than its window: "exact" reads the last T
 * tokens anew for each prediction, as the model was trained; "fast" keeps what it has read and goes on behind it,
 * and lets the oldest quarter of a full window go at once.
 */
export type WindowForm = "exact" | "fast";

/** Reads tokens one after another and predicts the next. */
export interface Decoder {
  /** The most tokens that a prediction can look back at; null where all that was read is remembered. */
  readonly lookback: number | null;
  /** Tokens of a long text that are best fed at once, so that the caller can stop in between. */
  readonly stride: number;
  /** Reads at least one token and gives the logits (V) that follow the last one, a fresh array. */
  feed(tokens: ArrayLike<number>): Float32Array;
  /** Forgets all tokens. */
  reset(): void;
  /**
   * Marks what has been read so far, so that several texts can begin with it. What it gives goes back there; false where
   * that is gone and must be read again.
   */
  mark(): () => boolean;
  /** Tells how texts longer than the window are read; null while none was, and where there is only one way. */
  form(): WindowForm | null;
}

/** Computes logits from tokens behind those that it has read before. */
export interface TokenReader {
  /**
   * Reads at least one token, the first at `position`, and gives the logits (V) that follow the last, a fresh
   * array. Positions before it are as the latest calls left them.
   */
  read(tokens: ArrayLike<number>, position: number): Float32Array;
  /** Forgets carried states; positions need no forgetting, since they are read anew before they count. */
  forget(): void;
  /** Copies carried states; what it gives puts the copy back. */
  keep(): () => void;
}
