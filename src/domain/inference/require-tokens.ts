// The one rule that all decoders share.

/** Throws when there is nothing to predict from. */
export function requireTokens(tokens: ArrayLike<number>): void {
  if (tokens.length === 0) throw new Error("feed: expected at least one token, got 0");
}
