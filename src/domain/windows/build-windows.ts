// A token stream to training and validation windows, by one of the three splits.
import type { TokenConfig } from "../config/run-config";
import { randomKey } from "../random";
import { failure, type Result, success } from "../result";
import type { TokenStream } from "./encode-records";
import { shareOf } from "./split-records";
import type { TokenWindows, WindowSet } from "./token-windows";

/** Counts the windows of `contextLength` + 1 tokens in a range, `stride` apart. */
export function countWindows(tokens: number, contextLength: number, stride: number): number {
  return Math.max(0, Math.floor((tokens - contextLength - 1) / stride) + 1);
}

/**
 * Splits a stream into windows. By record and by position the two sets are contiguous, share no token
 * and have no window that reaches over the border; by window they are a shuffled cut, so neighbours
 * overlap across the sets. A single record cannot be split by record and is split by position. Fails
 * with textTooShort.
 */
export function buildWindows(
  stream: TokenStream,
  config: TokenConfig,
  vocabularySize: number,
  seed: number,
): Result<TokenWindows> {
  const { tokens, lossMask } = stream;
  const { contextLength } = config;
  const windows = config.split === "window" ? splitWindows(tokens.length, config, seed) : splitRange(stream, config);
  const { train, validation } = windows;
  if (train.count === 0) {
    return tooShort("train", windows.border, tokens.length, config);
  }
  if (config.validationShare > 0 && validation.count === 0) {
    return tooShort("validation", tokens.length - windows.border, tokens.length, config);
  }
  return success({ tokens, lossMask, vocabularySize, contextLength, train, validation });
}

function tooShort(
  split: "train" | "validation",
  tokens: number,
  total: number,
  { contextLength, validationShare }: TokenConfig,
): Result<never> {
  const least = validationShare > 0 ? Math.min(validationShare, 1 - validationShare) : 1;
  const needed = Math.ceil((contextLength + 1) / least);
  return failure({ code: "textTooShort", tokens, total, needed, contextLength, split });
}

interface Split {
  readonly train: WindowSet;
  readonly validation: WindowSet;
  /** Tokens before it are for training. */
  readonly border: number;
}

function splitRange(stream: TokenStream, { split, validationShare, contextLength, stride }: TokenConfig): Split {
  const total = stream.tokens.length;
  const byPosition = split === "position" || stream.validationRecords === 0;
  const border = byPosition ? total - Math.round(total * validationShare) : stream.border;
  const contiguous = (first: number, end: number): WindowSet => ({
    first,
    stride,
    count: countWindows(end - first, contextLength, stride),
    shuffle: null,
    sequences: null,
  });
  return { train: contiguous(0, border), validation: contiguous(border, total), border };
}

function splitWindows(tokens: number, config: TokenConfig, seed: number): Split {
  const { contextLength, stride } = config;
  const total = countWindows(tokens, contextLength, stride);
  const validation = shareOf(total, config.validationShare);
  const { a: key } = randomKey(seed, "split");
  const cut = (skip: number, count: number): WindowSet => ({
    first: 0,
    stride,
    count,
    shuffle: validation === 0 ? null : { key, total, skip },
    sequences: null,
  });
  return { train: cut(0, total - validation), validation: cut(total - validation, validation), border: tokens };
}
