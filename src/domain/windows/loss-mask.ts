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

/** Tells whether any target of a set of windows counts where the loss is taken on such positions. */
export function hasTargets(
  { lossMask, contextLength }: Pick<TokenWindows, "lossMask" | "contextLength">,
  set: WindowSet,
  positions: LossPositions,
): boolean {
  const startOf = windowStarts(set);
  const lengthOf = windowLengths(set, contextLength);
  for (let index = 0; index < set.count; index++) {
    const start = startOf(index);
    const end = start + lengthOf(index);
    for (let at = positions === "every" ? start + 1 : end; at <= end; at++) {
      if (countsAsTarget(lossMask, at)) return true;
    }
  }
  return false;
}
