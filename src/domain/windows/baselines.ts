// What models that only count reach on the same windows: a yardstick for the loss curve. Unigram and
// bigram with add-one smoothing over the vocabulary, on the last context token and the target of windows, or on all of
// each record that is one, where that counts.
import { PairIndex } from "../tokenizer/pair-index";
import { countsAsTarget } from "./loss-mask";
import { type TokenWindows, type WindowSet, windowLengths, windowStarts } from "./token-windows";

/** Losses and accuracy of models that count. */
export interface Baselines {
  /** Mean negative log likelihood in nats. */
  readonly unigramLoss: number;
  /** Share of targets that are the commonest token. */
  readonly unigramAccuracy: number;
  readonly bigramLoss: number;
  /** Share of targets that the likeliest follower of the token before gets right. */
  readonly bigramAccuracy: number;
  /** The same of pairs whose target is not padding, counted and measured alone; null where padding does not count. */
  readonly bigramOnText: { readonly loss: number; readonly accuracy: number } | null;
}

/** Most windows counted or measured; larger sets are sampled evenly. */
const WINDOW_LIMIT = 1_000_000;
/** Largest vocabulary whose pairs are counted in a flat table (V, V). */
const FLAT_LIMIT = 2048;
const WINDOWS_PER_YIELD = 1 << 17;

/**
 * Learns from the training windows and measures on validation, or on training when there is none; `padId`
 * names the padding token where that counts, null otherwise. Zeros where no target counts. Yields now and then.
 */
export function* measureBaselines(windows: TokenWindows, padId: number | null): Generator<undefined, Baselines> {
  const all = yield* measureCounts(windows, null);
  const text = padId === null ? all : yield* measureCounts(windows, padId);
  const { unigramLoss, unigramAccuracy, bigramLoss, bigramAccuracy } = all;
  const isPadded = text.seen > 0 && text.seen < all.seen;
  const bigramOnText = isPadded ? { loss: text.bigramLoss, accuracy: text.bigramAccuracy } : null;
  return { unigramLoss, unigramAccuracy, bigramLoss, bigramAccuracy, bigramOnText };
}

/** Counts and measures the windows whose target counts and is not `skipped`. */
function* measureCounts(
  windows: TokenWindows,
  skipped: number | null,
): Generator<undefined, Omit<Baselines, "bigramOnText"> & { readonly seen: number }> {
  const { vocabularySize } = windows;
  const pairs = createPairCounts(vocabularySize);
  const targets = new Float64Array(vocabularySize);
  const previous = new Float64Array(vocabularySize);
  let counted = 0;
  yield* visitPairs(windows, windows.train, (before, target) => {
    if (target === skipped) return;
    pairs.add(before, target);
    targets[target]++;
    previous[before]++;
    counted++;
  });

  const measured = windows.validation.count > 0 ? windows.validation : windows.train;
  const likeliest = pairs.likeliest();
  const commonest = targets.indexOf(targets.reduce((most, count) => Math.max(most, count), 0));
  let unigramSum = 0;
  let bigramSum = 0;
  let right = 0;
  let common = 0;
  let seen = 0;
  yield* visitPairs(windows, measured, (before, target) => {
    if (target === skipped) return;
    unigramSum -= Math.log((targets[target] + 1) / (counted + vocabularySize));
    bigramSum -= Math.log((pairs.get(before, target) + 1) / (previous[before] + vocabularySize));
    if (likeliest[before] === target) right++;
    if (target === commonest) common++;
    seen++;
  });
  const divisor = Math.max(seen, 1);
  return {
    unigramLoss: unigramSum / divisor,
    unigramAccuracy: common / divisor,
    bigramLoss: bigramSum / divisor,
    bigramAccuracy: right / divisor,
    seen,
  };
}

function* visitPairs(
  { tokens, lossMask, contextLength }: TokenWindows,
  set: WindowSet,
  visit: (before: number, target: number) => void,
): Generator<undefined, void> {
  const skip = Math.max(1, Math.ceil(set.count / WINDOW_LIMIT));
  const startOf = windowStarts(set);
  const lengthOf = windowLengths(set, contextLength);
  let sinceYield = 0;
  for (let index = 0; index < set.count; index += skip) {
    const last = startOf(index) + lengthOf(index);
    // Windows that overlap share their targets; each of a record's is its own.
    for (let at = set.sequences === null ? last : startOf(index) + 1; at <= last; at++) {
      if (countsAsTarget(lossMask, at)) visit(tokens[at - 1], tokens[at]);
    }
    if (++sinceYield === WINDOWS_PER_YIELD) {
      sinceYield = 0;
      yield undefined;
    }
  }
}

interface PairCounts {
  add(before: number, target: number): void;
  get(before: number, target: number): number;
  /** Gives the most frequent follower of each token, the lowest id on ties and where none was seen. */
  likeliest(): Uint32Array;
}

function createPairCounts(vocabularySize: number): PairCounts {
  const index = (before: number, target: number) => before * vocabularySize + target;
  return vocabularySize <= FLAT_LIMIT ? flatCounts(vocabularySize, index) : sparseCounts(vocabularySize);
}

function flatCounts(vocabularySize: number, index: (before: number, target: number) => number): PairCounts {
  const counts = new Uint32Array(vocabularySize * vocabularySize);
  return {
    add: (before, target) => {
      counts[index(before, target)]++;
    },
    get: (before, target) => counts[index(before, target)],
    likeliest: () => likeliestOf(counts.entries(), vocabularySize),
  };
}

/** Keeps the pairs that are met: far fewer than there could be. */
function sparseCounts(vocabularySize: number): PairCounts {
  const pairs = new PairIndex();
  let counts = new Uint32Array(1 << 10);
  function* entries(): Generator<readonly [number, number]> {
    for (let pair = 0; pair < pairs.count; pair++)
      yield [pairs.left(pair) * vocabularySize + pairs.right(pair), counts[pair]];
  }
  return {
    add: (before, target) => {
      const pair = pairs.numberOf(before, target);
      if (pair === counts.length) {
        const larger = new Uint32Array(2 * pair);
        larger.set(counts);
        counts = larger;
      }
      counts[pair]++;
    },
    get: (before, target) => counts[pairs.find(before, target)] ?? 0,
    likeliest: () => likeliestOf(entries(), vocabularySize),
  };
}

function likeliestOf(counts: Iterable<readonly [number, number]>, vocabularySize: number): Uint32Array {
  const best = new Uint32Array(vocabularySize);
  const bestCount = new Uint32Array(vocabularySize);
  for (const [at, count] of counts) {
    const before = Math.floor(at / vocabularySize);
    const target = at % vocabularySize;
    const isBetter = count > bestCount[before] || (count === bestCount[before] && count > 0 && target < best[before]);
    if (isBetter) {
      best[before] = target;
      bestCount[before] = count;
    }
  }
  return best;
}
