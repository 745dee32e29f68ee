// Undoes text that was UTF-8, was read as Windows-1252 or Latin-1 and written as UTF-8 again ("CoraÃ§Ã£o"), also when
// that happened more than once. The same signs stand in honest texts ("MAÇû, “Ä”), so each place must be likely.

import { windows1252CodePoint } from "./code-pages";
import { utf8SequenceLength } from "./utf8-sequence";

/** Text without doubly encoded places, and how many there were. */
export interface Repaired {
  readonly text: string;
  readonly count: number;
}

/** Times that a text may have been encoded too often. */
const MOST_PASSES = 3;

const HIGH_BYTES: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 128 }, (_, index) => [String.fromCharCode(windows1252CodePoint(128 + index)), 128 + index]),
);
const HIGH_SIGNS = [
  ...HIGH_BYTES.keys(),
  ...Array.from({ length: 32 }, (_, index) => String.fromCharCode(128 + index)),
];
const CONTINUATIONS = HIGH_SIGNS.filter((sign) => byteOf(sign) < 0xc0).join("");
const SUSPECT = new RegExp(`[\\u00c2-\\u00f4][${CONTINUATIONS}]`);
const RUN = new RegExp(`[${HIGH_SIGNS.join("")}]{2,}`, "g");
/** Signs that stand right behind a capital in honest text. */
const CLOSING = new Set("…‘’“”‹›«»–—");

/** A sequence of UTF-8 found among the signs of a text. */
interface Place {
  readonly start: number;
  readonly end: number;
  readonly codePoint: number;
}

/** What a doubly encoded text holds: one of the leads with one of the signs behind it. */
export const encodedTwice = {
  leads: Array.from({ length: 0xf4 - 0xc2 + 1 }, (_, index) => String.fromCharCode(0xc2 + index)),
  signs: [...CONTINUATIONS],
} as const;

/** Repairs every likely place; an honest text comes back as it is. */
export function repairEncoding(text: string): Repaired {
  let { text: repaired, count } = repairOnce(text);
  for (let pass = 1, found = count; pass < MOST_PASSES && found > 0; pass++) {
    const again = repairOnce(repaired);
    repaired = again.text;
    found = again.count;
  }
  return { text: repaired, count };
}

function repairOnce(text: string): Repaired {
  if (!SUSPECT.test(text)) return { text, count: 0 };
  const alphabets = new Set<number>();
  for (const [run] of text.matchAll(RUN)) {
    const places = placesIn(run);
    for (const [index, { codePoint }] of places.entries())
      if (isInRow(places, index)) alphabets.add(alphabetOf(codePoint));
  }
  let count = 0;
  const repaired = text.replace(RUN, (run, offset: number) => {
    const places = placesIn(run);
    let result = "";
    let from = 0;
    for (const [index, place] of places.entries()) {
      const isSupported =
        isInRow(places, index) || (place.codePoint >= 0x180 && alphabets.has(alphabetOf(place.codePoint)));
      if (!isLikely(text, offset, place, isSupported)) continue;
      result += run.slice(from, place.start) + String.fromCodePoint(place.codePoint);
      from = place.end;
      count++;
    }
    return result + run.slice(from);
  });
  return { text: repaired, count };
}

function placesIn(run: string): Place[] {
  const bytes = Uint8Array.from(run, byteOf);
  const places: Place[] = [];
  for (let start = 0; start < bytes.length; ) {
    const length = utf8SequenceLength(bytes, start);
    if (length > 1) places.push({ start, end: start + length, codePoint: codePointAt(bytes, start, length) });
    start += Math.max(1, length);
  }
  return places;
}

function isInRow(places: readonly Place[], index: number): boolean {
  return places[index - 1]?.end === places[index].start || places[index + 1]?.start === places[index].end;
}

/**
 * Judges one place by what it would become and by its neighbours. Signs of other alphabets count only several in a
 * row, or where others of their alphabet are in a row.
 */
function isLikely(text: string, offset: number, { start, end, codePoint }: Place, isSupported: boolean): boolean {
  if (codePoint >= 0x180 && !isVietnamese(codePoint)) return isCommonSign(codePoint) || isSupported;
  if (codePoint < 0xa0) return isSupported;
  const [before, after] = [text[offset + start - 1] ?? " ", text[offset + end] ?? " "];
  const isInsideWord = isLetter(after);
  if (codePoint >= 0x100 && !isInsideWord && !isLetter(before)) return false;
  const isClosing = CLOSING.has(text[offset + end - 1]);
  if (isClosing && !isInsideWord && !/[\s\p{Ll}]/u.test(before)) return false;
  // "IRMÃ®": a word in capitals does not end in a small letter.
  const isCapitals = isCapital(before) && isCapital(text[offset + start - 2] ?? " ");
  return isInsideWord || !isCapitals || codePoint < 0xe0;
}

/** Quotes, dashes, the euro, marks and dingbats, the byte order mark, emoji. */
function isCommonSign(codePoint: number): boolean {
  const isMark = (codePoint >= 0x2010 && codePoint <= 0x27bf) || codePoint === 0xfeff;
  return isMark || (codePoint >= 0x1f000 && codePoint <= 0x1faff);
}

/** Numbers alphabets by the blocks of Unicode; East Asia is one. */
function alphabetOf(codePoint: number): number {
  return Math.min(codePoint, 0x3000) >> 8;
}

function isVietnamese(codePoint: number): boolean {
  return codePoint >= 0x1e00 && codePoint <= 0x1eff;
}

function isLetter(sign: string): boolean {
  return /\p{L}/u.test(sign);
}

function isCapital(sign: string): boolean {
  return /\p{Lu}/u.test(sign);
}

function byteOf(sign: string): number {
  return HIGH_BYTES.get(sign) ?? sign.charCodeAt(0);
}

function codePointAt(bytes: Uint8Array, start: number, length: number): number {
  let codePoint = bytes[start] & (0x7f >> length);
  for (let index = start + 1; index < start + length; index++) codePoint = (codePoint << 6) | (bytes[index] & 0x3f);
  return codePoint;
}
