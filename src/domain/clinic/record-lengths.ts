// How long each record is, in characters and in tokens.

import { countCodePoints, pastPair } from "../corpus/code-points";
import { createTokenArray } from "../tokenizer/character-tokenizer";
import type { Tokenizer } from "../tokenizer/tokenizer";
import { walkRecords } from "../tokenizer/walk-records";

/** Lengths in the order of the records; yields UTF-16 units done of all. */
type Lengths = Generator<{ readonly done: number; readonly total: number }, Uint32Array>;

/** Counts the code points of each record. */
export function recordLengths(records: readonly string[]): Lengths {
  return lengthsBy(records, (record, from, until) => {
    const end = pastPair(record, until);
    return { end, length: countCodePoints(record.slice(from, end)) };
  });
}

/** Counts the tokens of each record. */
export function tokenLengths(records: readonly string[], tokenizer: Tokenizer): Lengths {
  return lengthsBy(records, (record, from, until) => {
    const sink = { ids: createTokenArray(until - from, tokenizer.size), length: 0, unknown: 0 };
    return { end: tokenizer.encodePart(record, from, until, sink), length: sink.length };
  });
}

function* lengthsBy(
  records: readonly string[],
  measure: (record: string, from: number, until: number) => { readonly end: number; readonly length: number },
): Lengths {
  const lengths = new Uint32Array(records.length);
  const total = records.reduce((sum, { length }) => sum + length, 0);
  let index = -1;
  const walk = walkRecords(records, {
    begin: () => index++,
    slice: (record, from, until) => {
      const { end, length } = measure(record, from, until);
      lengths[index] += length;
      return end;
    },
  });
  for (const done of walk) yield { done, total };
  return lengths;
}
