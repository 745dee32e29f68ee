// Text to token ids and back. Tokenizers are plain data plus a few functions, so that they travel in files.
import type { Units } from "../text-units";
import type { Tokens } from "../windows/token-windows";

/** What a file keeps of a tokenizer. */
export interface TokenizerState {
  readonly kind: "character";
  /** Token texts by id; the padding token and the special tokens come first. */
  readonly vocabulary: readonly string[];
  /** How many of the first ids are special tokens, padding included. */
  readonly specialCount: number;
  /** Id of the padding token, null when there is none. */
  readonly padId: number | null;
}

/** A text as token ids. */
export interface Encoded {
  readonly ids: Tokens;
  /** Characters that the vocabulary lacks: mapped to padding, or left out where there is no padding. */
  readonly unknown: number;
}

/** Where encoding writes: `ids` is filled from `length` on and must have room for every UTF-16 unit. */
export interface TokenSink {
  readonly ids: Tokens;
  length: number;
  unknown: number;
}

/** Turns text into ids below `size` and back. */
export interface Tokenizer {
  readonly state: TokenizerState;
  readonly size: number;
  encode(text: string): Encoded;
  /** Units of the longest token, 1 or more: how far `encodePart` may look behind the place until which it encodes. */
  readonly reach: number;
  /**
   * Appends the tokens that start in [from, until) of a text's UTF-16 units to `sink`; gives the place after the last
   * of them, so that long texts can be encoded in steps without cutting a token. `end` is where the units end.
   */
  encodePart(units: Units, from: number, until: number, end: number, sink: TokenSink): number;
  decode(ids: ArrayLike<number>): string;
}
