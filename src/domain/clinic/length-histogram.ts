// Lengths of records as a histogram whose bins have round widths.
import type { LengthHistogram } from "./diagnosis";

const MOST_BINS = 24;
/** A longest record this many times the 99th percentile would squeeze all others into one bin. */
const FAR = 2;
/** Longest length for which all lengths are counted. */
const MOST_COUNTED = 1 << 22;

/** Counts lengths in bins; expects at least one length. */
export function lengthHistogram(lengths: Uint32Array): LengthHistogram {
  const [shortest, median, percentile99, longest] = ranks(lengths, [0, 0.5, 0.99, 1]);
  const isLong = longest > FAR * Math.max(1, percentile99);
  const reach = isLong ? percentile99 : longest;
  const width = roundWidth((reach - shortest + 1) / MOST_BINS);
  const start = Math.floor(shortest / width) * width;
  const closed = Math.floor((reach - start) / width) + 1;
  const counts = new Uint32Array(closed + (isLong ? 1 : 0));
  for (const length of lengths) counts[Math.min(counts.length - 1, Math.floor((length - start) / width))]++;
  const bins = Array.from(counts, (count, index) => {
    const from = start + index * width;
    return { from, until: index === closed ? null : from + width, count };
  });
  return { bins, shortest, median, longest, percentile99 };
}

/** Gives the lengths at some shares of their order; by a count of each length, which is faster than sorting many. */
function ranks(lengths: Uint32Array, shares: readonly number[]): number[] {
  const places = shares.map((share) => Math.min(lengths.length - 1, Math.floor(share * lengths.length)));
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  if (longest > MOST_COUNTED) {
    const sorted = lengths.slice().sort();
    return places.map((place) => sorted[place]);
  }
  const counts = new Uint32Array(longest + 1);
  for (const length of lengths) counts[length]++;
  const found: number[] = [];
  for (let length = 0, before = 0; length <= longest; length++) {
    before += counts[length];
    while (found.length < places.length && places[found.length] < before) found.push(length);
  }
  return found;
}

/** Gives the smallest of 1, 2, 5, 10, 20, … that is at least `least`. */
function roundWidth(least: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) if (digit * power >= least) return digit * power;
  }
}
