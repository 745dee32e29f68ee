// Texts as sets of shingles: stretches of five UTF-16 units, case and runs of white space left aside. How alike two
// texts are is the Jaccard index of their sets, the share of all shingles that both have.

/** Units of one shingle. */
const SHINGLE = 5;
/** Base of the rolling hash, odd so that it can be undone modulo 2^32. */
const BASE = 0x01000193;
const LEAVING = Math.imul(Math.imul(BASE, BASE), Math.imul(BASE, BASE));
/** Longer texts are compared by a part of their shingles, chosen by their hashes, which leaves the index unbiased. */
const MOST_SHINGLES = 1 << 15;

/** Gives a text as it is compared. */
export function comparable(text: string): string {
  return text.toLowerCase().replace(/\s+/g, " ").trim();
}

/** Calls `visit` with the hash of each shingle of a comparable text; a shorter text is one shingle. */
export function visitShingles(text: string, visit: (hash: number) => void): void {
  let hash = 0;
  for (let at = 0; at < text.length; at++) {
    if (at >= SHINGLE) hash = (hash - Math.imul(text.charCodeAt(at - SHINGLE), LEAVING)) | 0;
    hash = (Math.imul(hash, BASE) + text.charCodeAt(at)) | 0;
    if (at >= SHINGLE - 1) visit(mixed(hash));
  }
  if (text.length < SHINGLE) visit(mixed(hash));
}

/** Gives how alike two comparable texts are, 0 to 1. */
export function similarity(first: string, second: string): number {
  const sampled = Math.max(0, Math.ceil(Math.log2(Math.max(first.length, second.length, 1) / MOST_SHINGLES)));
  return jaccard(shingleSet(first, sampled), shingleSet(second, sampled));
}

/** Gives the Jaccard index of two sets of shingles. */
export function jaccard(a: Uint32Array, b: Uint32Array): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common++;
      i++;
      j++;
    } else if (a[i] < b[j]) i++;
    else j++;
  }
  const all = a.length + b.length - common;
  return all === 0 ? 1 : common / all;
}

/** Gives the hashes of a text in order, each once; of those one in 2^`sampled`. */
export function shingleSet(text: string, sampled = 0): Uint32Array {
  const mask = 2 ** sampled - 1;
  const hashes: number[] = [];
  visitShingles(text, (hash) => {
    if ((hash & mask) === 0) hashes.push(hash);
  });
  const sorted = Uint32Array.from(hashes).sort();
  let kept = 0;
  for (let index = 0; index < sorted.length; index++) {
    if (index === 0 || sorted[index] !== sorted[index - 1]) sorted[kept++] = sorted[index];
  }
  return sorted.subarray(0, kept);
}

/** Spreads a hash over 32 bits (the finalizer of MurmurHash3, Austin Appleby, public domain). */
function mixed(hash: number): number {
  let spread = hash ^ (hash >>> 16);
  spread = Math.imul(spread, 0x85ebca6b);
  spread ^= spread >>> 13;
  spread = Math.imul(spread, 0xc2b2ae35);
  return (spread ^ (spread >>> 16)) >>> 0;
}
