// Windows are never stored: a set of windows is a rule from an index to a start offset.
import { permutation } from "./permute";

/** Bit i % 32 of word i / 32 is 1 where token i counts as a target (loss-mask.ts). */
export type LossMask = Uint32Array<ArrayBuffer>;

/** Token ids, stored once; Uint32Array above 65,536 ids. */
export type Tokens = Uint16Array | Uint32Array;

/**
 * Windows number 0 to count-1 of one split. Window i starts at
 * `first + stride * i`, or, when shuffled, at `first + stride * permutation(total, key)(skip + i)`.
 */
export interface WindowSet {
  readonly first: number;
  readonly stride: number;
  readonly count: number;
  readonly shuffle: { readonly key: number; readonly total: number; readonly skip: number } | null;
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
export function windowStarts({ first, stride, shuffle }: WindowSet): (index: number) => number {
  if (shuffle === null) return (index) => first + stride * index;
  const positionOf = permutation(shuffle.total, shuffle.key);
  return (index) => first + stride * positionOf(shuffle.skip + index);
}
