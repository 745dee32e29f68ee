// An index of texts that finds those nearly equal to another without comparing all pairs: MinHash with one
// permutation (Li, Owen and Zhang 2012), empty bins filled by rotation (Shrivastava and Li 2014), and locality
// sensitive hashing over bands of bins. What it proposes is compared shingle by shingle.
import { comparable, jaccard, shingleSet, similarity, visitShingles } from "./shingles";

const BINS = 64;
const BANDS = 16;
const ROWS = BINS / BANDS;
const EMPTY = 0xffffffff;
/** Numbers of a bucket, and of a text in one; side by side they cost one look at memory. */
const PAIR = 2;
/** Added for each bin that a filled value comes from further away. */
const ROTATION = 0x9e3779b1;
/** Candidates looked at for one text over all bands, and those compared in full. */
const MOST_WALKED = 32;
const MOST_COMPARED = 12;
/** Units up to which a text keeps its set of shingles at hand; longer ones are compared by their bins before. */
const SHORT = 128;
/** How far the share of equal bins may lie below the threshold: four times its deviation over 64 bins. */
const MARGIN = 0.2;

/** Most texts that a text is compared with: the newest ones. */
export const NEAR_REACH = 1 << 18;

/** Holds the newest texts, at most NEAR_REACH, each under a number of the caller's. */
export class NearIndex {
  readonly #threshold: number;
  readonly #mask: number;
  readonly #signatures: Uint32Array;
  /**
   * For each bucket of each band its newest text, as its place in order of arrival, from 1, 0 for none, and how many
   * texts ever came into it.
   */
  readonly #buckets: Int32Array;
  /** For each text and band the text before it in the same bucket and the hash of the band, which lie side by side. */
  readonly #links: Int32Array;
  readonly #texts: string[] = [];
  /** Shingles of the short texts, and how many they are, 0 for a long text. */
  readonly #sets: (Uint32Array | null)[] = [];
  readonly #sizes: Uint8Array;
  readonly #ids: Int32Array;
  /** The search that last looked at each text, by its number. */
  readonly #lastSearch: Uint32Array;
  #search = 0;
  #count = 0;
  /** What was last looked for. */
  readonly #signature = new Uint32Array(BINS);
  readonly #filled = new Uint32Array(BINS);
  /** Hashes of its bands, the crowds of their buckets, and the bands by these. */
  readonly #hashes = new Int32Array(BANDS);
  readonly #crowds = new Int32Array(BANDS);
  readonly #order = new Uint8Array(BANDS);
  #text = "";
  #set: Uint32Array | null = null;

  /** Makes room for `capacity` texts that count as near from a Jaccard index of `threshold` on. */
  constructor(capacity: number, threshold: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, Math.min(capacity, NEAR_REACH))));
    this.#threshold = threshold;
    this.#mask = size - 1;
    this.#signatures = new Uint32Array(size * BINS);
    this.#buckets = new Int32Array(size * BANDS * PAIR);
    this.#links = new Int32Array(size * BANDS * PAIR);
    this.#sizes = new Uint8Array(size);
    this.#lastSearch = new Uint32Array(size);
    this.#ids = new Int32Array(size);
  }

  /** Gives the number of a text that is near enough, −1 where there is none. */
  find(text: string): number {
    this.#text = comparable(text);
    this.#set = this.#text.length <= SHORT ? shingleSet(this.#text) : null;
    this.#sign();
    this.#search += 1;
    let walked = 0;
    let compared = 0;
    for (const band of this.#bandsByCrowd()) {
      const hash = this.#hashes[band];
      for (let place = this.#buckets[this.#bucket(band)]; this.#reaches(place); ) {
        if (++walked > MOST_WALKED) return -1;
        const slot = place & this.#mask;
        const link = (slot * BANDS + band) * PAIR;
        place = this.#links[link];
        if (this.#links[link + 1] !== hash || this.#lastSearch[slot] === this.#search) continue;
        this.#lastSearch[slot] = this.#search;
        if (this.#isNear(slot)) return this.#ids[slot];
        if (++compared === MOST_COMPARED) return -1;
      }
    }
    return -1;
  }

  /** Keeps the text that was last looked for under a number. */
  keep(id: number): void {
    const place = ++this.#count;
    const slot = place & this.#mask;
    this.#signatures.set(this.#signature, slot * BINS);
    this.#texts[slot] = this.#text;
    this.#sets[slot] = this.#set;
    this.#sizes[slot] = this.#set?.length ?? 0;
    this.#ids[slot] = id;
    for (let band = 0; band < BANDS; band++) {
      const bucket = this.#bucket(band);
      const link = (slot * BANDS + band) * PAIR;
      this.#links[link] = this.#buckets[bucket];
      this.#links[link + 1] = this.#hashes[band];
      this.#buckets[bucket] = place;
      this.#buckets[bucket + 1]++;
    }
  }

  #isNear(slot: number): boolean {
    const size = this.#sizes[slot];
    if (this.#set !== null && size > 0) {
      // Of sets that differ in size by more than this, too few shingles can be common.
      const { length } = this.#set;
      if (Math.min(length, size) / Math.max(length, size) < this.#threshold) return false;
      return jaccard(this.#set, this.#sets[slot] ?? this.#set) >= this.#threshold;
    }
    // Either is long, so that every bin of it is filled and their agreement tells nearly enough.
    let equal = 0;
    for (let bin = 0; bin < BINS; bin++) if (this.#signatures[slot * BINS + bin] === this.#signature[bin]) equal++;
    if (equal / BINS < this.#threshold - MARGIN) return false;
    return similarity(this.#text, this.#texts[slot]) >= this.#threshold;
  }

  /** Orders the bands by their buckets, the emptiest first: what few share tells the most. */
  #bandsByCrowd(): Uint8Array {
    const order = this.#order;
    const crowds = this.#crowds;
    for (let band = 0; band < BANDS; band++) {
      const crowd = this.#buckets[this.#bucket(band) + 1];
      crowds[band] = crowd;
      let at = band;
      for (; at > 0 && crowds[order[at - 1]] > crowd; at--) order[at] = order[at - 1];
      order[at] = band;
    }
    return order;
  }

  #reaches(place: number): boolean {
    return place > 0 && place > this.#count - (this.#mask + 1);
  }

  /** Gives the place among the buckets of that of a band. */
  #bucket(band: number): number {
    return (band * (this.#mask + 1) + (this.#hashes[band] & this.#mask)) * PAIR;
  }

  #sign(): void {
    const bins = this.#signature.fill(EMPTY);
    visitShingles(this.#text, (hash) => {
      const bin = hash >>> 26;
      const value = hash & 0x3ffffff;
      if (value < bins[bin]) bins[bin] = value;
    });
    const filled = this.#filled;
    filled.set(bins);
    for (let bin = 0; bin < BINS; bin++) {
      let distance = 0;
      while (filled[(bin + distance) % BINS] === EMPTY) distance++;
      if (distance > 0) bins[bin] = filled[(bin + distance) % BINS] + Math.imul(distance, ROTATION);
    }
    for (let band = 0; band < BANDS; band++) {
      let hash = band;
      for (let bin = band * ROWS; bin < (band + 1) * ROWS; bin++) {
        hash = Math.imul(hash ^ bins[bin], ROTATION);
        hash ^= hash >>> 15;
      }
      this.#hashes[band] = hash;
    }
  }
}
