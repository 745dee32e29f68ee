// Walks through texts in steps of a few milliseconds, however short or long each of them is.
import { pastPair } from "../corpus/code-points";
import type { Texts } from "../texts";

/** UTF-16 units between two yields; the dearest work on them, the search for near duplicates, takes about 20 ms. */
const STEP_UNITS = 1 << 15;
/** What a text costs beside its units. */
const TEXT_UNITS = 64;
/** Longest stretch of a text that is looked at in one go. */
const STRETCH_UNITS = 1 << 16;
/** How much shorter a stretch may be, so that it ends at a gap. */
const CUT_UNITS = 1 << 10;
/** A line break, or a space between two letters: no entity, address, telephone or card number reaches across. */
const GAP = /\n|(?<=\p{L}) (?=\p{L})/u;

/** Calls `look` for each text; yields the number of texts done. */
export function* overTexts(texts: Texts, look: (text: string, index: number) => void): Generator<number, void> {
  let sinceStep = 0;
  let index = 0;
  for (const text of texts) {
    look(text, index++);
    sinceStep += text.length + TEXT_UNITS;
    if (sinceStep < STEP_UNITS) continue;
    sinceStep = 0;
    yield index;
  }
}

/**
 * Calls `look` for each stretch of each text and the place where it begins; yields the number of texts done. Texts of
 * up to 65,536 UTF-16 units are one stretch; longer ones are cut at gaps, and between characters where there are none.
 */
export function* overStretches(
  texts: Texts,
  look: (stretch: string, index: number, from: number) => void,
): Generator<number, void> {
  let sinceStep = 0;
  let index = -1;
  for (const text of texts) {
    index++;
    for (let from = 0; from < text.length; ) {
      const until = endOfStretch(text, from);
      look(text.slice(from, until), index, from);
      sinceStep += until - from + TEXT_UNITS;
      from = until;
      if (sinceStep < STEP_UNITS) continue;
      sinceStep = 0;
      yield from < text.length ? index : index + 1;
    }
  }
}

/** Gives the end of the first gap that begins in [from, until), null where there is none. */
export function endOfGap(text: string, from: number, until: number): number | null {
  const found = text.slice(from, until).search(GAP);
  return found === -1 ? null : from + found + 1;
}

function endOfStretch(text: string, from: number): number {
  const most = from + STRETCH_UNITS;
  if (most >= text.length) return text.length;
  return endOfGap(text, most - CUT_UNITS, most) ?? pastPair(text, most);
}
