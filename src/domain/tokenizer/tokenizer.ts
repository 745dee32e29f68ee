// Text to token ids and back. Tokenizers are plain data plus a few functions, so that they travel in files.
import type { Stretch } from "../text-units";
import type { Tokens } from "../windows/token-windows";

/** What a file keeps of a tokenizer: by its kind, what create-tokenizer.ts makes one from. */
export type TokenizerState = CharacterState | ByteBpeState;

/** One token a character. */
export interface CharacterState {
  readonly kind: "character";
  /** Token texts by id; the padding token and the special tokens come first. */
  readonly vocabulary: readonly string[];
  /** How many of the first ids are special tokens, padding included. */
  readonly specialCount: number;
  /** Id of the padding token, null when there is none. */
  readonly padId: number | null;
}

/** Byte-level byte pair encoding as GPT-2 has it (Radford et al. 2019): tokens are pieces of words. */
export interface ByteBpeState {
  readonly kind: "byteBpe";
  /** Token texts by id: a character of the byte alphabet (byte-alphabet.ts) for each byte, special tokens as they are. */
  readonly vocabulary: readonly string[];
  /** Pairs of token texts with a space between them, in the order in which they are joined; both and what they give are tokens. */
  readonly merges: readonly string[];
  /** Ids of the special tokens, padding included, ascending. GPT-2's one is its last id. */
  readonly specialIds: readonly number[];
  /** Id of the padding token, null when there is none. */
  readonly padId: number | null;
  /** Id of the token that ends a text, as a model from elsewhere has it, null for none; left out of tokens made here. */
  readonly endId?: number | null | undefined;
}

/** A text as token ids. */
export interface Encoded {
  readonly ids: Tokens;
  /** Characters that the vocabulary lacks: mapped to padding, or left out where there is no padding. */
  readonly unknown: number;
}

/**
 * Where encoding writes: `ids` is filled from `length` on. A token of characters takes a unit or more, so room for all
 * units suffices; tokens of bytes may be more than there are units, and a larger array is put in place when room ends.
 */
export interface TokenSink {
  ids: Tokens;
  length: number;
  unknown: number;
}

/** Turns ids into text as they come: what is given out never ends inside a character. */
export interface StreamDecoder {
  /** Takes the next token; gives the text that is certain now, which may be none of it or some of those before. */
  push(id: number): string;
  /** Gives what is left at the end: U+FFFD for bytes that are no character. */
  end(): string;
}

/** Turns text into ids below `size` and back. */
export interface Tokenizer {
  readonly state: TokenizerState;
  readonly size: number;
  encode(text: string): Encoded;
  /** How many units behind a stretch should be in sight at first, 1 or more. */
  readonly reach: number;
  /**
   * Appends the tokens of a stretch, which begins where a token does; gives the place behind the last of them, so that
   * long texts can be encoded in steps without cutting a token: at least the end of the stretch, or, where the text goes
   * on and the rest may change the tokens, a place before it, at its beginning if need be.
   */
  encodePart(stretch: Readonly<Stretch>, sink: TokenSink): number;
  decode(ids: ArrayLike<number>): string;
  createStreamDecoder(): StreamDecoder;
}
