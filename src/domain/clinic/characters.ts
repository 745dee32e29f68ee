// How often each character stands in the records.
import { totalUnits } from "../packed-texts";
import { pointAt } from "../text-units";
import type { Texts } from "../texts";
import { walkRecords } from "../tokenizer/walk-records";

/** Number of code points that Unicode can hold. */
const CODE_POINTS = 0x110000;

/** Counts by code point, and the first record that holds each. */
export interface CharacterCounts {
  readonly counts: Uint32Array;
  /** Index of the record; meaningless where the count is 0. */
  readonly first: Int32Array;
}

/** Counts all code points, halves of pairs included; yields UTF-16 units done of all. */
export function* countCharacters(
  records: Texts,
): Generator<{ readonly done: number; readonly total: number }, CharacterCounts> {
  const counts = new Uint32Array(CODE_POINTS);
  const first = new Int32Array(CODE_POINTS);
  const total = totalUnits(records);
  let record = 0;
  const walk = walkRecords(records, {
    begin: (index) => {
      record = index;
    },
    slice: ({ units, from, until, end }) => {
      let at = from;
      while (at < until) {
        const code = pointAt(units, at, end);
        at += code > 0xffff ? 2 : 1;
        if (counts[code]++ === 0) first[code] = record;
      }
      return at;
    },
  });
  for (const done of walk) yield { done, total };
  return { counts, first };
}

/** Lists the characters that stand fewer than `fewest` times, those of `spared` left out, the rarest first. */
export function rareCharacters({ counts }: CharacterCounts, fewest: number, spared: string): readonly number[] {
  const rare: number[] = [];
  for (let code = 0; code < counts.length; code++) if (counts[code] > 0 && counts[code] < fewest) rare.push(code);
  const kept = new Set([...`${spared}□\n\t `].map((character) => character.codePointAt(0)));
  return rare.filter((code) => !kept.has(code)).sort((one, other) => counts[one] - counts[other] || one - other);
}
