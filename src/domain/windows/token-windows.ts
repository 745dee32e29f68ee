// Windows are never stored: a set of windows is a rule from an index to a start offset.
import { permutation } from "./permute";

/** Bit i % 32 of word i / 32 is 1 where token i counts as a target (loss-mask.ts). */
export type LossMask = Uint32Array<ArrayBuffer>;

/** Token ids, stored once; Uint32Array above 65,536 ids. */
export type Tokens = Uint16Array | Uint32Array;

/** How records become windows: cut out of all of them one behind the other, or each as one. */
export type WindowLayout = "stream" | "records";

/**
 * Windows that are records, each with a start and a length of its own. From its start on the stream holds contextLength + 1
 * tokens for each, of which the first length + 1 are its inputs with the target behind the last of them; what follows is
 * padding, no token of which counts as a target. So whoever reads whole windows gets the same losses.
 */
export interface Sequences {
  /** Offset of window i in the token stream. */
  readonly starts: Uint32Array;
  /** Inputs of window i, 1 to contextLength. */
  readonly lengths: Uint16Array;
}

/**
 * Windows number 0 to count-1 of one split. Window i starts at
 * `first + stride * i`, or, when shuffled, at `first + stride * permutation(total, key)(skip + i)`; where there are
 * sequences, they say.
 */
export interface WindowSet {
  readonly first: number;
  readonly stride: number;
  readonly count: number;
  readonly shuffle: { readonly key: number; readonly total: number; readonly skip: number } | null;
  /** Null where windows are cut out of a running text. */
  readonly sequences: Sequences | null;
}

/** Makes a set of windows that are records. */
export function windowsOf(sequences: Sequences): WindowSet {
  return { first: 0, stride: 1, count: sequences.starts.length, shuffle: null, sequences };
}

/** A token stream with its training and validation windows of `contextLength` + 1 tokens. */
export interface TokenWindows {
  readonly tokens: Tokens;
  /** Which tokens count as targets; null where all do. */
  readonly lossMask: LossMask | null;
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly train: WindowSet;
  readonly validation: WindowSet;
}

/** Gives the function from a window's index to its offset in the token stream. */
export function windowStarts({ first, stride, shuffle, sequences }: WindowSet): (index: number) => number {
  if (sequences !== null) return (index) => sequences.starts[index];
  if (shuffle === null) return (index) => first + stride * index;
  const positionOf = permutation(shuffle.total, shuffle.key);
  return (index) => first + stride * positionOf(shuffle.skip + index);
}

/** Gives the function from a window's index to the inputs that it needs, at most contextLength. */
export function windowLengths({ sequences }: WindowSet, contextLength: number): (index: number) => number {
  if (sequences === null) return () => contextLength;
  return (index) => Math.min(sequences.lengths[index], contextLength);
}
