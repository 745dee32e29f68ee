// How long each record is, in characters and in tokens.

import { countPairs } from "../corpus/code-points";
import { totalUnits } from "../packed-texts";
import type { Stretch } from "../text-units";
import type { Texts } from "../texts";
import { createTokenArray } from "../tokenizer/token-sink";
import type { Tokenizer, TokenSink } from "../tokenizer/tokenizer";
import { walkRecords } from "../tokenizer/walk-records";

/** Lengths in the order of the records; yields UTF-16 units done of all. */
type Lengths = Generator<{ readonly done: number; readonly total: number }, Uint32Array>;

/** Counts the code points of each record. */
export function recordLengths(records: Texts): Lengths {
  return lengthsBy(records, ({ units, from, until, end }) => {
    const isSplit = until < end && (units[until] & 0xfc00) === 0xdc00 && (units[until - 1] & 0xfc00) === 0xd800;
    const stopped = isSplit ? until + 1 : until;
    return { stopped, length: stopped - from - countPairs(units, from, stopped) };
  });
}

/** Counts the tokens of each record. */
export function tokenLengths(records: Texts, tokenizer: Tokenizer): Lengths {
  let ids = createTokenArray(0, tokenizer.size);
  return lengthsBy(
    records,
    (stretch) => {
      const { from, until } = stretch;
      if (ids.length < until - from) ids = createTokenArray(until - from, tokenizer.size);
      const sink: TokenSink = { ids, length: 0, unknown: 0 };
      const stopped = tokenizer.encodePart(stretch, sink);
      ids = sink.ids;
      return { stopped, length: sink.length };
    },
    tokenizer.reach,
  );
}

function* lengthsBy(
  records: Texts,
  measure: (stretch: Readonly<Stretch>) => { readonly stopped: number; readonly length: number },
  reach = 1,
): Lengths {
  const lengths = new Uint32Array(records.length);
  const total = totalUnits(records);
  let record = 0;
  const walk = walkRecords(records, {
    reach,
    begin: (index) => {
      record = index;
    },
    slice: (stretch) => {
      const { stopped, length } = measure(stretch);
      lengths[record] += length;
      return stopped;
    },
  });
  for (const done of walk) yield { done, total };
  return lengths;
}
