// Records to one token stream. Split by record, they stand in a random order, those for validation after
// those for training, so that each part is one contiguous range.
import type { TokenConfig } from "../config/run-config";
import { totalUnits } from "../packed-texts";
import type { Texts } from "../texts";
import { specialIds } from "../tokenizer/special-ids";
import { createTokenArray, makeRoom } from "../tokenizer/token-sink";
import type { Tokenizer, TokenSink } from "../tokenizer/tokenizer";
import { type SliceWork, walkRecords } from "../tokenizer/walk-records";
import { emptyMask, markTarget, maskWithRoom } from "./loss-mask";
import { splitRecords } from "./split-records";
import type { LossMask, Tokens } from "./token-windows";

/** Tokens looked at between two yields. */
const TOKENS_PER_YIELD = 1 << 21;

/** A token stream and where its records lie. */
export interface TokenStream {
  readonly tokens: Tokens;
  readonly lossMask: LossMask | null;
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
 * answer away. Otherwise the records keep the order of the file. `most` is how many tokens they are at most, padding aside; for tokens of bytes, about how many.
 * Padding that does not count is no target, save the first token of it behind a record that no special token ends: by
 * that alone a model can learn where records end.
 */
export function* encodeRecords(
  records: Texts,
  tokenizer: Tokenizer,
  config: TokenConfig,
  seed: number,
  most = totalUnits(records),
): Generator<number, TokenStream> {
  const { order, trainRecords } = yield* splitRecords(records.length, config, seed);
  const padding = config.padRecords && tokenizer.state.padId !== null ? config.contextLength : 0;
  const room = most + padding * records.length;
  const sink: TokenSink = { ids: createTokenArray(room, tokenizer.size), length: 0, unknown: 0 };
  let record = 0;
  let border = Number.POSITIVE_INFINITY;
  const { padId } = tokenizer.state;
  const special = new Set(specialIds(tokenizer.state));
  let lossMask = config.countPadding || padId === null ? null : emptyMask(room);
  const begin = () => {
    if (record === trainRecords) border = sink.length;
    record++;
    const isOpen = sink.length > 0 && !special.has(sink.ids[sink.length - 1]);
    makeRoom(sink, padding);
    lossMask &&= maskWithRoom(lossMask, sink.ids.length);
    if (lossMask !== null && isOpen && padding > 0) markTarget(lossMask, sink.length);
    sink.ids.fill(padId ?? 0, sink.length, sink.length + padding);
    sink.length += padding;
  };
  const { reach } = tokenizer;
  const slice: SliceWork = (stretch) => tokenizer.encodePart(stretch, sink);
  yield* walkRecords(records, { begin, slice, reach }, order);
  if (sink.length > sink.ids.length)
    throw new Error(`encodeRecords: expected at most ${room} tokens, got ${sink.length}`);
  lossMask &&= maskWithRoom(lossMask, sink.length);
  const tokens = sink.length === sink.ids.length ? sink.ids : sink.ids.slice(0, sink.length);
  return {
    tokens,
    lossMask: lossMask && (yield* markAllBut(lossMask, tokens, padId, totalUnits(records))),
    border: Math.min(border, sink.length),
    trainRecords,
    validationRecords: records.length - trainRecords,
    unknown: sink.unknown,
  };
}

/** Lets all tokens but one count beside those that do; null where it stands nowhere. Yields `done` now and then. */
function* markAllBut(
  mask: LossMask,
  tokens: Tokens,
  left: number | null,
  done: number,
): Generator<number, LossMask | null> {
  let others = 0;
  for (let from = 0; from < tokens.length; from += TOKENS_PER_YIELD) {
    others += markRange(mask, tokens, left, from);
    yield done;
  }
  return others === tokens.length ? null : mask.slice(0, Math.ceil(tokens.length / 32));
}

/** Marks a yield's worth of tokens from `from` on, and counts them; apart, since loops of generators are slow. */
function markRange(mask: LossMask, tokens: Tokens, left: number | null, from: number): number {
  const until = Math.min(tokens.length, from + TOKENS_PER_YIELD);
  let marked = 0;
  for (let index = from; index < until; index++) {
    if (tokens[index] === left) continue;
    markTarget(mask, index);
    marked++;
  }
  return marked;
}
