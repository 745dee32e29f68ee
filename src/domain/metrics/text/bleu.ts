// BLEU by the rules of sacreBLEU 2 (Post 2018, "A Call for Clarity in Reporting BLEU Scores"; Papineni et al. 2002):
// words up to 4 in a row, tokenisation 13a, letters as they are, exponential smoothing.
import { countNGrams, countShared, nGramTotal } from "./n-grams";
import { tokenize13a } from "./tokenize-13a";

const ORDER = 4;

/** What sacreBLEU would sign such a figure with, its version left out. */
export const BLEU_SIGNATURE = "nrefs:1|case:mixed|eff:no|tok:13a|smooth:exp";

/** Gives what an answer adds to BLEU: shared and all n-grams for n of 1 to 4, words of the answer and of the reference. */
export function bleuStatistics(answer: string, reference: string): readonly number[] {
  const ours = tokenize13a(answer);
  const theirs = tokenize13a(reference);
  const orders = Array.from({ length: ORDER }, (_, index) => index + 1);
  return [
    ...orders.map((n) => countShared(countNGrams(ours, n, " "), countNGrams(theirs, n, " "))),
    ...orders.map((n) => nGramTotal(ours.length, n)),
    ours.length,
    theirs.length,
  ];
}

/** Gives BLEU, 0 to 100, of summed statistics. `orders` "effective" leaves out n that no answer is long enough for. */
export function bleu(sums: ArrayLike<number>, orders: "all" | "effective"): number {
  const answerWords = sums[2 * ORDER];
  const referenceWords = sums[2 * ORDER + 1];
  let logSum = 0;
  let counted = 0;
  let smoothing = 1;
  let hasMatch = false;
  for (let n = 0; n < ORDER; n++) {
    const shared = sums[n];
    const total = sums[ORDER + n];
    if (total === 0) break;
    if (shared > 0) hasMatch = true;
    else smoothing *= 2;
    logSum += Math.log((shared > 0 ? shared : 1 / smoothing) / total);
    counted += 1;
  }
  // Where an order is missing altogether, its precision is 0, and so is the product of all.
  if (!hasMatch || (orders === "all" && counted < ORDER)) return 0;
  const brevity = answerWords < referenceWords ? Math.exp(1 - referenceWords / answerWords) : 1;
  return 100 * brevity * Math.exp(logSum / counted);
}

/** Gives BLEU of one answer, 0 to 100, of as many orders as it has words. */
export function sentenceBleu(answer: string, reference: string): number {
  return bleu(bleuStatistics(answer, reference), "effective");
}
