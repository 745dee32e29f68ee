// What a loss means: as a number of equally likely choices, and as bits.

/** Gives the perplexity of a loss in nats a token: how many equally likely tokens would be as hard to guess. */
export function perplexity(loss: number): number {
  return Math.exp(loss);
}

/**
 * Gives the bits a character of a loss in nats a token, where a token stands for so many characters on average; null where
 * that is not known. Runs with different tokens compare by it.
 */
export function bitsPerCharacter(loss: number, charactersPerTarget: number | null): number | null {
  return charactersPerTarget === null ? null : bitsPerToken(loss) / charactersPerTarget;
}

/** Gives the bits a token of a loss in nats a token: the length of the text as a code. */
export function bitsPerToken(loss: number): number {
  return loss / Math.LN2;
}
