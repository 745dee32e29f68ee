// How much of the validation data also stands in the training data: whole records where the split is by record,
// stretches of eight words where a text is cut at one place.
import type { TokenConfig } from "../config/run-config";
import { totalUnits } from "../packed-texts";
import { hashText } from "../random";
import { TextFinder } from "../text-finder";
import { type Texts, textAt } from "../texts";
import { validationRecords } from "../windows/split-records";
import type { Overlap } from "./diagnosis";
import { NearIndex } from "./near-index";
import { overTexts } from "./over-texts";
import type { PlaceLog } from "./place-log";

/** Words of one stretch. */
const STRETCH = 8;
/** Most stretches kept; of more, those of a part of all hash values, which leaves the share unbiased. */
const MOST_STRETCHES = 1 << 20;
const STEP_WORDS = 1 << 14;

/** What is compared, and how it is split. */
export interface OverlapRequest {
  /** Records without their template. */
  readonly bodies: Texts;
  readonly lines: readonly number[];
  readonly tokens: TokenConfig;
  /** What is held back together (split-records.ts). */
  readonly questions?: readonly number[];
  /** Hashed. */
  readonly seed: number;
  /** Jaccard index from which two records are near duplicates. */
  readonly similarity: number;
}

/** Measures the overlap, records by their places; yields the share done. */
export function* measureOverlap(request: OverlapRequest, log: PlaceLog): Generator<number, Overlap> {
  const { bodies, tokens, questions, seed } = request;
  if (tokens.validationShare === 0) return { kind: "none" };
  if (tokens.split === "window") return { kind: "windows" };
  const isHeldBack = validationRecords(bodies.length, tokens, seed, questions);
  if (isHeldBack !== null) return yield* recordOverlap(request, isHeldBack, log);
  return yield* wordOverlap(bodies, tokens.validationShare);
}

function* recordOverlap(
  { bodies, lines, similarity }: OverlapRequest,
  isHeldBack: (record: number) => boolean,
  log: PlaceLog,
): Generator<number, Overlap> {
  const training = new TextFinder(bodies.length, (number) => textAt(bodies, number));
  const index = new NearIndex(bodies.length, similarity);
  const keeping = overTexts(bodies, (body, at) => {
    if (isHeldBack(at) || training.find(body) !== -1) return;
    training.add(body, at);
    index.find(body);
    index.keep(at);
  });
  for (const done of keeping) yield (0.6 * done) / bodies.length;
  const counts = { total: 0, exact: 0, near: 0 };
  const comparing = overTexts(bodies, (body, at) => {
    if (!isHeldBack(at)) return;
    counts.total++;
    const same = training.find(body);
    const twin = same === -1 ? index.find(body) : same;
    if (twin === -1) return;
    counts[same === -1 ? "near" : "exact"]++;
    const stretch = () => ({ text: body, line: lines[at], at: 0, length: 0 });
    log.add(same === -1 ? "nearOverlap" : "overlap", stretch, lines[twin]);
  });
  for (const done of comparing) yield 0.6 + (0.4 * done) / bodies.length;
  return { kind: "records", ...counts };
}

function* wordOverlap(bodies: Texts, share: number): Generator<number, Overlap> {
  const units = totalUnits(bodies);
  const border = units - Math.round(units * share);
  const sampled = Math.max(1, Math.ceil(units / 6 / MOST_STRETCHES));
  const training = new Set<number>();
  let seen = 0;
  let shared = 0;
  let steps = 0;
  for (const { hash, end, isHeldBack } of stretches(bodies, border)) {
    if (++steps % STEP_WORDS === 0) yield end / units;
    if (hash % sampled !== 0) continue;
    if (isHeldBack) {
      seen++;
      if (training.has(hash)) shared++;
    } else training.add(hash);
  }
  return { kind: "words", share: seen === 0 ? null : shared / seen };
}

interface Stretch {
  readonly hash: number;
  /** Where it ends, in UTF-16 units of all bodies. */
  readonly end: number;
  readonly isHeldBack: boolean;
}

/** Yields every eight words in a row, those from the border on as held back; letter case and marks left aside. */
function* stretches(bodies: Texts, border: number): Generator<Stretch, void> {
  let words: number[] = [];
  let isHeldBack = false;
  let start = 0;
  for (const body of bodies) {
    for (const match of body.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
      if (!isHeldBack && start + match.index >= border) {
        isHeldBack = true;
        words = [];
      }
      words.push(hashText(match[0].toLowerCase()));
      if (words.length > STRETCH) words.shift();
      if (words.length < STRETCH) continue;
      let hash = 0;
      for (const word of words) hash = (Math.imul(hash, 0x01000193) ^ word) >>> 0;
      yield { hash, end: start + match.index + match[0].length, isHeldBack };
    }
    start += body.length;
  }
}
