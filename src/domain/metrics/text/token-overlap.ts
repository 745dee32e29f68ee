// Exact match, and precision, recall and F1 over words, as SQuAD 2.0's evaluation has them (Rajpurkar et al. 2018).
import { countNGrams, countShared } from "./n-grams";

/** How the words of an answer and of its reference overlap, each 0 to 1. */
export interface TokenOverlap {
  readonly exactMatch: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Compares the words of an answer with those of the reference, order aside but for the exact match. */
export function tokenOverlap(answer: readonly string[], reference: readonly string[]): TokenOverlap {
  const exactMatch = answer.length === reference.length && answer.every((word, at) => word === reference[at]) ? 1 : 0;
  // Nothing is the right answer where nothing is asked for, and wrong elsewhere.
  if (answer.length === 0 || reference.length === 0) {
    return { exactMatch, precision: exactMatch, recall: exactMatch, f1: exactMatch };
  }
  const shared = countShared(countNGrams(answer, 1, ""), countNGrams(reference, 1, ""));
  const precision = shared / answer.length;
  const recall = shared / reference.length;
  return { exactMatch, precision, recall, f1: balancedMean(precision, recall) };
}

/** Gives F1 of precision and recall: their harmonic mean, 0 where both are. */
export function balancedMean(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}
