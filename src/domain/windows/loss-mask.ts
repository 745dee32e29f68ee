// Which tokens of a stream count as targets: losses, accuracies and gradients leave the others out, though models read
// them all. A bit a token, so that every device can look it up beside the token.
import type { LossPositions } from "../graph/model-graph";
import { type LossMask, type TokenWindows, type WindowSet, windowLengths, windowStarts } from "./token-windows";

/** Creates a mask by which none of so many tokens counts. */
export function emptyMask(tokens: number): LossMask {
  return new Uint32Array(Math.ceil(tokens / 32));
}

/** Gives a mask with room for so many tokens, the same one where it has; what is new does not count. */
export function maskWithRoom(mask: LossMask, tokens: number): LossMask {
  if (32 * mask.length >= tokens) return mask;
  const larger = emptyMask(tokens);
  larger.set(mask);
  return larger;
}

/** Lets the token at `index` count. */
export function markTarget(mask: LossMask, index: number): void {
  mask[index >>> 5] |= 1 << (index & 31);
}

/** Lets the tokens in [from, until) count. */
export function markTargets(mask: LossMask, from: number, until: number): void {
  for (let index = from; index < until; index++) markTarget(mask, index);
}

/** Tells whether the token at `index` counts as a target. */
export function countsAsTarget(mask: LossMask | null, index: number): boolean {
  return mask === null || ((mask[index >>> 5] >>> (index & 31)) & 1) === 1;
}

/** Counts the targets among the tokens [from, until). */
export function countTargets(mask: LossMask | null, from: number, until: number): number {
  if (mask === null) return until - from;
  let count = 0;
  for (let at = from; at < until; ) {
    const end = Math.min(until, (at | 31) + 1);
    const word = mask[at >>> 5] >>> (at & 31);
    count += countBits(end - at === 32 ? word : word & ((1 << (end - at)) - 1));
    at = end;
  }
  return count;
}

/** Counts the ones of 32 bits, neighbours first. */
function countBits(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Gives the function from a window's index to how many of its targets count. */
export function windowTargets(
  { lossMask, contextLength }: Pick<TokenWindows, "lossMask" | "contextLength">,
  set: WindowSet,
  positions: LossPositions,
): (index: number) => number {
  const startOf = windowStarts(set);
  const lengthOf = windowLengths(set, contextLength);
  return (index) => {
    const start = startOf(index);
    const end = start + lengthOf(index) + 1;
    return countTargets(lossMask, positions === "every" ? start + 1 : end - 1, end);
  };
}

/** Tells whether any target of a set of windows counts where the loss is taken on such positions. */
export function hasTargets(
  windows: Pick<TokenWindows, "lossMask" | "contextLength">,
  set: WindowSet,
  positions: LossPositions,
): boolean {
  const targetsOf = windowTargets(windows, set, positions);
  for (let index = 0; index < set.count; index++) if (targetsOf(index) > 0) return true;
  return false;
}
