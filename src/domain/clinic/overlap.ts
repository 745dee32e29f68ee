// How much of the validation data also stands in the training data: whole records where the split is by record,
// stretches of eight words where a text is cut at one place.
import type { TokenConfig } from "../config/run-config";
import { hashText } from "../random";
import { validationRecords } from "../windows/encode-records";
import type { Overlap } from "./diagnosis";
import { NearIndex } from "./near-index";
import type { PlaceLog } from "./place-log";

/** Words of one stretch. */
const STRETCH = 8;
/** Most stretches kept; of more, those of a part of all hash values, which leaves the share unbiased. */
const MOST_STRETCHES = 1 << 20;
const STEP_RECORDS = 256;
const STEP_WORDS = 1 << 14;

/** What is compared, and how it is split. */
export interface OverlapRequest {
  /** Records without their template. */
  readonly bodies: readonly string[];
  readonly lines: readonly number[];
  readonly tokens: TokenConfig;
  /** Hashed. */
  readonly seed: number;
  /** Jaccard index from which two records are near duplicates. */
  readonly similarity: number;
}

/** Measures the overlap, records by their places; yields the share done. */
export function* measureOverlap(request: OverlapRequest, log: PlaceLog): Generator<number, Overlap> {
  const { bodies, tokens, seed } = request;
  if (tokens.validationShare === 0) return { kind: "none" };
  if (tokens.split === "window") return { kind: "windows" };
  const isHeldBack = validationRecords(bodies.length, tokens, seed);
  if (isHeldBack !== null) return yield* recordOverlap(request, isHeldBack, log);
  return yield* wordOverlap(bodies.join("\n"), tokens.validationShare);
}

function* recordOverlap(
  { bodies, lines, similarity }: OverlapRequest,
  isHeldBack: (record: number) => boolean,
  log: PlaceLog,
): Generator<number, Overlap> {
  const training = new Map<string, number>();
  const index = new NearIndex(bodies.length, similarity);
  for (const [at, body] of bodies.entries()) {
    if (at % STEP_RECORDS === 0) yield (0.6 * at) / bodies.length;
    if (isHeldBack(at) || training.has(body)) continue;
    training.set(body, at);
    index.find(body);
    index.keep(at);
  }
  const counts = { total: 0, exact: 0, near: 0 };
  for (const [at, body] of bodies.entries()) {
    if (at % STEP_RECORDS === 0) yield 0.6 + (0.4 * at) / bodies.length;
    if (!isHeldBack(at)) continue;
    counts.total++;
    const same = training.get(body) ?? -1;
    const twin = same === -1 ? index.find(body) : same;
    if (twin === -1) continue;
    counts[same === -1 ? "near" : "exact"]++;
    const stretch = { text: body, line: lines[at], at: 0, length: 0 };
    log.add(same === -1 ? "nearOverlap" : "overlap", stretch, lines[twin]);
  }
  return { kind: "records", ...counts };
}

function* wordOverlap(text: string, share: number): Generator<number, Overlap> {
  const border = text.length - Math.round(text.length * share);
  const sampled = Math.max(1, Math.ceil(text.length / 6 / MOST_STRETCHES));
  const training = new Set<number>();
  let seen = 0;
  let shared = 0;
  for (const [from, until] of [
    [0, border],
    [border, text.length],
  ] as const) {
    let steps = 0;
    for (const { hash, end } of stretches(text, from, until)) {
      if (++steps % STEP_WORDS === 0) yield end / text.length;
      if (hash % sampled !== 0) continue;
      if (from === 0) training.add(hash);
      else {
        seen++;
        if (training.has(hash)) shared++;
      }
    }
  }
  return { kind: "words", share: seen === 0 ? null : shared / seen };
}

/** Yields the hash of every eight words in a row, letter case and marks left aside. */
function* stretches(text: string, from: number, until: number): Generator<{ hash: number; end: number }, void> {
  const words: number[] = [];
  const pattern = /[\p{L}\p{M}\p{N}]+/gu;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null && match.index < until; match = pattern.exec(text)) {
    words.push(hashText(match[0].toLowerCase()));
    if (words.length > STRETCH) words.shift();
    if (words.length < STRETCH) continue;
    let hash = 0;
    for (const word of words) hash = (Math.imul(hash, 0x01000193) ^ word) >>> 0;
    yield { hash, end: pattern.lastIndex };
  }
}
