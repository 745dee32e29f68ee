// ROUGE-1, -2 and -L as F1 (Lin 2004). Words are runs of letters, their marks and digits in lower case, accents kept and
// stems untouched; ROUGE-L takes each text as one sequence.
import { countNGrams, countShared, nGramTotal } from "./n-grams";
import { balancedMean } from "./token-overlap";

const word = /[\p{L}\p{M}\p{N}]+/gu;

/** Gives the words that ROUGE counts. */
export function rougeWords(text: string): readonly string[] {
  return text.toLowerCase().match(word) ?? [];
}

/** Gives ROUGE-N of an answer, 0 to 1: how many of its n-grams of words the reference has, and the other way round. */
export function rougeN(answer: string, reference: string, n: number): number {
  const ours = rougeWords(answer);
  const theirs = rougeWords(reference);
  const shared = countShared(countNGrams(ours, n, " "), countNGrams(theirs, n, " "));
  return f1(shared, nGramTotal(ours.length, n), nGramTotal(theirs.length, n));
}

/** Gives ROUGE-L of an answer, 0 to 1: by the longest sequence of words that both have in the same order, gaps allowed. */
export function rougeL(answer: string, reference: string): number {
  const ours = rougeWords(answer);
  const theirs = rougeWords(reference);
  return f1(longestCommonSequence(ours, theirs), ours.length, theirs.length);
}

function f1(shared: number, written: number, expected: number): number {
  return shared === 0 ? 0 : balancedMean(shared / written, shared / expected);
}

function longestCommonSequence(ours: readonly string[], theirs: readonly string[]): number {
  let above = new Uint32Array(theirs.length + 1);
  for (const word of ours) {
    const row = new Uint32Array(theirs.length + 1);
    for (let at = 0; at < theirs.length; at++) {
      row[at + 1] = word === theirs[at] ? above[at] + 1 : Math.max(above[at + 1], row[at]);
    }
    above = row;
  }
  return above[theirs.length];
}
