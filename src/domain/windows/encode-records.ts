// Records to one token stream. Split by record, they stand in a random order, those for validation after
// those for training, so that each part is one contiguous range.
import type { TokenConfig } from "../config/run-config";
import { randomKey } from "../random";
import { createTokenArray } from "../tokenizer/character-tokenizer";
import type { Tokenizer, TokenSink } from "../tokenizer/tokenizer";
import { walkRecords } from "../tokenizer/walk-records";
import { permutation } from "./permute";
import type { Tokens } from "./token-windows";

/** A token stream and where its records lie. */
export interface TokenStream {
  readonly tokens: Tokens;
  /** Offset of the first token (padding included) of the validation records; the stream's length when there are none. */
  readonly border: number;
  readonly trainRecords: number;
  readonly validationRecords: number;
  readonly unknown: number;
}

/**
 * Encodes all records into one stream; yields the number of UTF-16 units encoded so far. Split by record
 * with a share for validation, each part is shuffled, a pure function of seed and number of records: a
 * window may begin in the record before its own, and in a sorted file that neighbour would give its
 * answer away. Otherwise the records keep the order of the file.
 */
export function* encodeRecords(
  records: readonly string[],
  tokenizer: Tokenizer,
  config: TokenConfig,
  seed: number,
): Generator<number, TokenStream> {
  const { ordered, trainRecords } = splitRecords(records, config, seed);
  const padding = config.padRecords && tokenizer.state.padId !== null ? config.contextLength : 0;
  const room = records.reduce((sum, record) => sum + record.length + padding, 0);
  const sink: TokenSink = { ids: createTokenArray(room, tokenizer.size), length: 0, unknown: 0 };
  let record = 0;
  let border = Number.POSITIVE_INFINITY;
  const begin = () => {
    if (record === trainRecords) border = sink.length;
    record++;
    sink.ids.fill(tokenizer.state.padId ?? 0, sink.length, sink.length + padding);
    sink.length += padding;
  };
  yield* walkRecords(ordered, { begin, slice: (text, from, until) => tokenizer.encodePart(text, from, until, sink) });
  return {
    tokens: sink.length === room ? sink.ids : sink.ids.slice(0, sink.length),
    border: Math.min(border, sink.length),
    trainRecords,
    validationRecords: records.length - trainRecords,
    unknown: sink.unknown,
  };
}

/** Chooses validation records by one seeded permutation and puts both groups in the order of another. */
function splitRecords(
  records: readonly string[],
  config: TokenConfig,
  seed: number,
): { readonly ordered: readonly string[]; readonly trainRecords: number } {
  const isHeldBack = validationRecords(records.length, config, seed);
  if (isHeldBack === null) return { ordered: records, trainRecords: records.length };
  const orderOf = permutation(records.length, randomKey(seed, "recordOrder").a);
  const groups: { readonly train: string[]; readonly validation: string[] } = { train: [], validation: [] };
  for (let index = 0; index < records.length; index++) {
    const record = orderOf(index);
    groups[isHeldBack(record) ? "validation" : "train"].push(records[record]);
  }
  return { ordered: [...groups.train, ...groups.validation], trainRecords: groups.train.length };
}

/** Tells which of so many records are held back for validation; null where the split is not by record or holds none. */
export function validationRecords(
  records: number,
  config: TokenConfig,
  seed: number,
): ((record: number) => boolean) | null {
  const validation = config.split === "record" ? shareOf(records, config.validationShare) : 0;
  if (validation === 0) return null;
  const rankOf = permutation(records, randomKey(seed, "split").a);
  return (record) => rankOf(record) < validation;
}

/** Counts the members of a validation share: rounded, at least one of each side where there are two. */
export function shareOf(count: number, share: number): number {
  if (share === 0) return 0;
  return Math.max(0, Math.min(count - 1, Math.max(1, Math.round(count * share))));
}
