// Which tokens of a stream count as targets: losses, accuracies and gradients leave the others out, though models read
// them all. A bit a token, so that every device can look it up beside the token.
import type { Tokens } from "./token-windows";

/** Bit i % 32 of word i / 32 is 1 where token i counts. */
export type LossMask = Uint32Array<ArrayBuffer>;

/** Leaves one token out wherever it stands; null where it stands nowhere, so that all count. */
export function maskWithout(tokens: Tokens, left: number): LossMask | null {
  if (!tokens.includes(left)) return null;
  const mask = new Uint32Array(Math.ceil(tokens.length / 32));
  for (let index = 0; index < tokens.length; index++)
    if (tokens[index] !== left) mask[index >>> 5] |= 1 << (index & 31);
  return mask;
}

/** Tells whether the token at `index` counts as a target. */
export function countsAsTarget(mask: LossMask | null, index: number): boolean {
  return mask === null || ((mask[index >>> 5] >>> (index & 31)) & 1) === 1;
}
