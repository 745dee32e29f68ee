// Counting runs of n units, words or characters, as BLEU, chrF and ROUGE-N do.

/** How often each n-gram stands in a text. */
export type NGrams = ReadonlyMap<string, number>;

/** Counts the n-grams of a text; `between` joins their units and stands in none of them. */
export function countNGrams(units: readonly string[], n: number, between: string): NGrams {
  const counts = new Map<string, number>();
  for (let at = 0; at + n <= units.length; at++) {
    const gram = units.slice(at, at + n).join(between);
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return counts;
}

/** Counts the n-grams that two texts share, each as often as the text that has it less often. */
export function countShared(ours: NGrams, theirs: NGrams): number {
  let shared = 0;
  for (const [gram, count] of ours) shared += Math.min(count, theirs.get(gram) ?? 0);
  return shared;
}

/** Counts all n-grams of a text of `units` units. */
export function nGramTotal(units: number, n: number): number {
  return Math.max(0, units - n + 1);
}
