// How sure a difference between two models is: the paired bootstrap (Koehn 2004; Efron and Tibshirani 1993). Pairs are
// drawn again with replacement, the same ones for both models, and the metric is taken of what was drawn.
import { randomBits, randomKey } from "@/domain/random";

/** The pairs' statistics, one row a pair; rows of both models are of the same pairs in the same order. */
export type PairStatistics = readonly (readonly number[])[];

/** The bounds between which 95 of 100 drawn differences lie. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

const DRAWS = 1000;
const TAIL = 0.025;

/** Adds up statistics by column; of no pairs there is nothing to add up. */
export function sumStatistics(rows: PairStatistics, chosen?: Uint32Array): Float64Array {
  const sums = new Float64Array(rows[0]?.length ?? 0);
  for (let at = 0; at < (chosen ?? rows).length; at++) {
    const row = rows[chosen === undefined ? at : chosen[at]];
    for (let column = 0; column < sums.length; column++) sums[column] += row[column];
  }
  return sums;
}

/**
 * Gives the interval of `score(tuned) - score(base)` over 1,000 draws; the same seed draws the same pairs. Null for fewer
 * than two pairs, which tell nothing of others, and where some draw has no score.
 */
export function differenceInterval(
  base: PairStatistics,
  tuned: PairStatistics,
  score: (sums: ArrayLike<number>) => number,
  seed: number,
): Interval | null {
  const pairs = base.length;
  if (pairs !== tuned.length)
    throw new Error(`differenceInterval: expected as many pairs, got ${pairs} and ${tuned.length}`);
  if (pairs < 2) return null;
  const chosen = new Uint32Array(pairs);
  const differences = new Float64Array(DRAWS);
  for (let draw = 0; draw < DRAWS; draw++) {
    const key = randomKey(seed, "bootstrap", draw);
    for (let at = 0; at < pairs; at++) chosen[at] = Math.floor((randomBits(key, at) / 2 ** 32) * pairs);
    differences[draw] = score(sumStatistics(tuned, chosen)) - score(sumStatistics(base, chosen));
  }
  differences.sort();
  const low = differences[Math.floor(TAIL * DRAWS)];
  const high = differences[DRAWS - 1 - Math.floor(TAIL * DRAWS)];
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : null;
}
