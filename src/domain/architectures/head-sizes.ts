// Keeps the embedding size a multiple of the number of heads, as attention needs it.

/** Gives the largest divisor of `size` that is at most `heads`. */
export function divisorBelow(size: number, heads: number): number {
  let divisor = Math.min(heads, size);
  while (size % divisor !== 0) divisor--;
  return divisor;
}

/** Gives the multiple of `heads` nearest to `size`, at least `heads` and at most `maximum`. */
export function nearestMultiple(size: number, heads: number, maximum: number): number {
  const multiple = Math.max(1, Math.round(size / heads)) * heads;
  return multiple > maximum ? Math.floor(maximum / heads) * heads : multiple;
}

/**
 * Gives the divisor of `size`, `most` at most, nearest to `wanted` on the side to which the value moves from `current`;
 * the largest where none lies that far.
 */
export function nearestDivisor(size: number, wanted: number, current: number, most: number): number {
  const divisors = Array.from({ length: most }, (_, index) => index + 1).filter((count) => size % count === 0);
  const above = wanted > current ? divisors.find((count) => count >= wanted) : undefined;
  const below = divisors.filter((count) => wanted > current || count <= wanted).at(-1);
  return above ?? below ?? current;
}
