// chrF2 by the rules of sacreBLEU 2 (Popović 2015): characters up to 6 in a row, no words, white space left out, recall
// weighing twice as much as precision, orders that one side lacks left out.
import { countNGrams, countShared, nGramTotal } from "./n-grams";
import { splitAtSpace } from "./python-space";

const ORDER = 6;
const BETA = 2;

/** What sacreBLEU would sign such a figure with, its version left out. */
export const CHRF_SIGNATURE = "nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no";

/** Gives what an answer adds to chrF: for n of 1 to 6 the n-grams of the answer, of the reference, and those shared. */
export function chrfStatistics(answer: string, reference: string): readonly number[] {
  const ours = charactersOf(answer);
  const theirs = charactersOf(reference);
  return Array.from({ length: ORDER }, (_, index) => {
    const n = index + 1;
    const expected = nGramTotal(theirs.length, n);
    const shared = countShared(countNGrams(ours, n, ""), countNGrams(theirs, n, ""));
    // What no reference is long enough for is no fault of the answer.
    return [expected === 0 ? 0 : nGramTotal(ours.length, n), expected, shared];
  }).flat();
}

/** Gives chrF2, 0 to 100, of summed statistics. */
export function chrf(sums: ArrayLike<number>): number {
  let precision = 0;
  let recall = 0;
  let orders = 0;
  for (let at = 0; at < 3 * ORDER; at += 3) {
    const [written, expected, shared] = [sums[at], sums[at + 1], sums[at + 2]];
    if (written === 0 || expected === 0) continue;
    precision += shared / written;
    recall += shared / expected;
    orders += 1;
  }
  if (precision + recall === 0) return 0;
  const factor = BETA ** 2;
  const [meanPrecision, meanRecall] = [precision / orders, recall / orders];
  return (100 * (1 + factor) * meanPrecision * meanRecall) / (factor * meanPrecision + meanRecall);
}

/** Gives the code points of a text without white space. */
function charactersOf(text: string): readonly string[] {
  return Array.from(splitAtSpace(text).join(""));
}
