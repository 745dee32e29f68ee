// An index of texts that finds those nearly equal to another without comparing all pairs: MinHash with one
// permutation (Li, Owen and Zhang 2012), empty bins filled by rotation (Shrivastava and Li 2014), and locality
// sensitive hashing over bands of bins. What it proposes is compared shingle by shingle.
import { comparable, similarity, visitShingles } from "./shingles";

const BINS = 64;
const BANDS = 16;
const ROWS = BINS / BANDS;
const EMPTY = 0xffffffff;
/** Added for each bin that a filled value comes from further away. */
const ROTATION = 0x9e3779b1;
/** Candidates looked at in one band, and compared in full for one text. */
const MOST_WALKED = 64;
const MOST_COMPARED = 24;

/** Most texts that a text is compared with: the newest ones. */
export const NEAR_REACH = 1 << 18;

/** Holds the newest texts, at most NEAR_REACH, each under a number of the caller's. */
export class NearIndex {
  readonly #threshold: number;
  readonly #mask: number;
  readonly #signatures: Uint32Array;
  /** Newest text of each bucket of each band, as its place in order of arrival; −1 for none. */
  readonly #heads: Int32Array;
  /** The text before it in the same bucket. */
  readonly #before: Int32Array;
  readonly #texts: string[] = [];
  readonly #ids: Int32Array;
  #count = 0;
  /** What was last looked for. */
  readonly #signature = new Uint32Array(BINS);
  #text = "";

  /** Makes room for `capacity` texts that count as near from a Jaccard index of `threshold` on. */
  constructor(capacity: number, threshold: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, Math.min(capacity, NEAR_REACH))));
    this.#threshold = threshold;
    this.#mask = size - 1;
    this.#signatures = new Uint32Array(size * BINS);
    this.#heads = new Int32Array(size * BANDS).fill(-1);
    this.#before = new Int32Array(size * BANDS);
    this.#ids = new Int32Array(size);
  }

  /** Gives the number of a text that is near enough, −1 where there is none. */
  find(text: string): number {
    this.#text = comparable(text);
    this.#sign();
    const compared = new Set<number>();
    for (let band = 0; band < BANDS; band++) {
      let walked = 0;
      for (let place = this.#heads[this.#bucket(band)]; this.#reaches(place); place = this.#next(place, band)) {
        if (++walked > MOST_WALKED || compared.size >= MOST_COMPARED) break;
        const slot = place & this.#mask;
        if (compared.has(slot) || !this.#sharesBand(slot, band)) continue;
        compared.add(slot);
        if (similarity(this.#text, this.#texts[slot]) >= this.#threshold) return this.#ids[slot];
      }
    }
    return -1;
  }

  /** Keeps the text that was last looked for under a number. */
  keep(id: number): void {
    const place = this.#count++;
    const slot = place & this.#mask;
    this.#signatures.set(this.#signature, slot * BINS);
    this.#texts[slot] = this.#text;
    this.#ids[slot] = id;
    for (let band = 0; band < BANDS; band++) {
      const bucket = this.#bucket(band);
      this.#before[slot * BANDS + band] = this.#heads[bucket];
      this.#heads[bucket] = place;
    }
  }

  #reaches(place: number): boolean {
    return place >= 0 && place > this.#count - 1 - (this.#mask + 1);
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
