// Records to one token stream. Records kept for validation are placed after the training records, so
// that each split is one contiguous range.
import type { TokenConfig } from "../config/run-config";
import { type RandomKey, randomKey } from "../random";
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

/** Encodes all records into one stream; yields the number of UTF-16 units encoded so far. */
export function* encodeRecords(
  records: readonly string[],
  tokenizer: Tokenizer,
  config: TokenConfig,
  seed: number,
): Generator<number, TokenStream> {
  const { ordered, trainRecords } = splitRecords(records, config, randomKey(seed, "split"));
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

/** Chooses validation records by a seeded permutation; both groups keep their order. */
function splitRecords(
  records: readonly string[],
  config: TokenConfig,
  key: RandomKey,
): { readonly ordered: readonly string[]; readonly trainRecords: number } {
  const validation = config.split === "record" ? shareOf(records.length, config.validationShare) : 0;
  if (validation === 0) return { ordered: records, trainRecords: records.length };
  const order = permutation(records.length, key.a);
  const isValidation = (index: number) => order(index) < validation;
  const train = records.filter((_, index) => !isValidation(index));
  return { ordered: [...train, ...records.filter((_, index) => isValidation(index))], trainRecords: train.length };
}

/** Counts the members of a validation share: rounded, at least one of each side where there are two. */
export function shareOf(count: number, share: number): number {
  if (share === 0) return 0;
  return Math.max(0, Math.min(count - 1, Math.max(1, Math.round(count * share))));
}
