// Windows are never stored: a set of windows is a rule from an index to a start offset.
import { permute } from "./permute";

/** Token ids, stored once; Uint32Array above 65,536 ids. */
export type Tokens = Uint16Array | Uint32Array;

/**
 * Windows number 0 to count-1 of one split. Window i starts at
 * `first + stride * i`, or, when shuffled, at `first + stride * permute(skip + i, total, key)`.
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
  readonly vocabularySize: number;
  readonly contextLength: number;
  readonly train: WindowSet;
  readonly validation: WindowSet;
}

/** Gives the offset of window `index` in the token stream. */
export function windowStart(set: WindowSet, index: number): number {
  const position = set.shuffle === null ? index : permute(set.shuffle.skip + index, set.shuffle.total, set.shuffle.key);
  return set.first + set.stride * position;
}
