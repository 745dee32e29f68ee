// An index of texts that finds those nearly equal to another without comparing all pairs: MinHash with one
// permutation (Li, Owen and Zhang 2012), empty bins filled by rotation (Shrivastava and Li 2014), and locality
// sensitive hashing over bands of bins. What it proposes is compared shingle by shingle.
import { comparable, jaccard, shingleSet, similarity, visitShingles } from "./shingles";

const BINS = 64;
const BANDS = 16;
const ROWS = BINS / BANDS;
const EMPTY = 0xffffffff;
/** Added for each bin that a filled value comes from further away. */
const ROTATION = 0x9e3779b1;
/** Candidates looked at for one text over all bands, and those compared in full. */
const MOST_WALKED = 96;
const MOST_COMPARED = 24;
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
  /** Newest text of each bucket of each band, as its place in order of arrival, from 1; 0 for none. */
  readonly #heads: Int32Array;
  /** How many texts ever came into each bucket. */
  readonly #crowds: Uint32Array;
  /** The text before it in the same bucket. */
  readonly #before: Int32Array;
  readonly #texts: string[] = [];
  /** Shingles of the short texts. */
  readonly #sets: (Uint32Array | null)[] = [];
  readonly #ids: Int32Array;
  /** The search that last looked at each text, by its number. */
  readonly #lastSearch: Uint32Array;
  #search = 0;
  #count = 0;
  /** What was last looked for. */
  readonly #signature = new Uint32Array(BINS);
  #text = "";
  #set: Uint32Array | null = null;

  /** Makes room for `capacity` texts that count as near from a Jaccard index of `threshold` on. */
  constructor(capacity: number, threshold: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, Math.min(capacity, NEAR_REACH))));
    this.#threshold = threshold;
    this.#mask = size - 1;
    this.#signatures = new Uint32Array(size * BINS);
    this.#heads = new Int32Array(size * BANDS);
    this.#crowds = new Uint32Array(size * BANDS);
    this.#before = new Int32Array(size * BANDS);
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
    for (const bucket of this.#bucketsByCrowd()) {
      const band = Math.floor(bucket / (this.#mask + 1));
      for (let place = this.#heads[bucket]; this.#reaches(place); place = this.#next(place, band)) {
        if (++walked > MOST_WALKED || compared >= MOST_COMPARED) return -1;
        const slot = place & this.#mask;
        if (this.#lastSearch[slot] === this.#search || !this.#sharesBand(slot, band)) continue;
        this.#lastSearch[slot] = this.#search;
        compared++;
        if (this.#isNear(slot)) return this.#ids[slot];
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
    this.#ids[slot] = id;
    for (let band = 0; band < BANDS; band++) {
      const bucket = this.#bucket(band);
      this.#before[slot * BANDS + band] = this.#heads[bucket];
      this.#heads[bucket] = place;
      this.#crowds[bucket]++;
    }
  }

  #isNear(slot: number): boolean {
    const other = this.#sets[slot];
    if (this.#set !== null && other !== null) return jaccard(this.#set, other) >= this.#threshold;
    // Either is long, so that every bin of it is filled and their agreement tells nearly enough.
    let equal = 0;
    for (let bin = 0; bin < BINS; bin++) if (this.#signatures[slot * BINS + bin] === this.#signature[bin]) equal++;
    if (equal / BINS < this.#threshold - MARGIN) return false;
    return similarity(this.#text, this.#texts[slot]) >= this.#threshold;
  }

  /** Gives the text's bucket of each band, the emptiest first: what few share tells the most. */
  #bucketsByCrowd(): readonly number[] {
    const buckets = Array.from({ length: BANDS }, (_, band) => this.#bucket(band));
    return buckets.sort((one, other) => this.#crowds[one] - this.#crowds[other]);
  }

  #reaches(place: number): boolean {
    return place > 0 && place > this.#count - (this.#mask + 1);
  }

  #next(place: number, band: number): number {
    return this.#before[(place & this.#mask) * BANDS + band];
  }

  #sharesBand(slot: number, band: number): boolean {
    for (let bin = band * ROWS; bin < (band + 1) * ROWS; bin++) {
      if (this.#signatures[slot * BINS + bin] !== this.#signature[bin]) return false;
    }
    return true;
  }

  #bucket(band: number): number {
    let hash = band;
    for (let bin = band * ROWS; bin < (band + 1) * ROWS; bin++) {
      hash = Math.imul(hash ^ this.#signature[bin], ROTATION);
      hash ^= hash >>> 15;
    }
    return band * (this.#mask + 1) + (hash & this.#mask);
  }

  #sign(): void {
    const bins = this.#signature.fill(EMPTY);
    visitShingles(this.#text, (hash) => {
      const bin = hash >>> 26;
      const value = hash & 0x3ffffff;
      if (value < bins[bin]) bins[bin] = value;
    });
    const filled = bins.slice();
    for (let bin = 0; bin < BINS; bin++) {
      let distance = 0;
      while (filled[(bin + distance) % BINS] === EMPTY) distance++;
      if (distance > 0) bins[bin] = filled[(bin + distance) % BINS] + Math.imul(distance, ROTATION);
    }
  }
}
