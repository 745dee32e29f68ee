// Encoded pairs, or records without a prompt, as windows of their own.
import type { TokenConfig } from "../config/run-config";
import { createTokenArray } from "../tokenizer/token-sink";
import type { Tokenizer } from "../tokenizer/tokenizer";
import { emptyMask, markTargets } from "../windows/loss-mask";
import { type TokenWindows, type WindowSet, windowsOf } from "../windows/token-windows";
import type { EncodedPairs } from "./encode-pairs";

/** What of a pair fits into its window: the end of its prompt, and the beginning of its response. */
export interface CutPair {
  readonly prompt: number;
  readonly response: number;
}

/**
 * Cuts a pair to `room` tokens. A prompt keeps its end, and gives way until it holds half of the room; then the response
 * loses its end.
 */
export function cutPair(prompt: number, response: number, room: number): CutPair {
  if (prompt + response <= room) return { prompt, response };
  const keptPrompt = Math.min(prompt, Math.max(Math.floor(room / 2), room - response));
  return { prompt: keptPrompt, response: Math.min(response, room - keptPrompt) };
}

/**
 * Lays each pair into a window, cut to contextLength + 1 tokens; pairs of less than two tokens have nothing to guess and
 * are left out. The first `trainPairs` are for training. All of a pair counts, or the response alone; padding never.
 */
export function laySequences(
  { tokens, promptTokens, responseTokens }: EncodedPairs,
  trainPairs: number,
  tokenizer: Tokenizer,
  { contextLength, answerOnly }: Pick<TokenConfig, "contextLength" | "answerOnly">,
): TokenWindows {
  const room = contextLength + 1;
  const pairs = promptTokens.length;
  const laid = createTokenArray(pairs * room, tokenizer.size).fill(tokenizer.state.padId ?? 0);
  const lossMask = emptyMask(laid.length);
  const lengths = new Uint16Array(pairs);
  let windows = 0;
  let trainWindows = 0;
  for (let pair = 0, from = 0; pair < pairs; pair++) {
    if (pair === trainPairs) trainWindows = windows;
    const [prompt, response] = [promptTokens[pair], responseTokens[pair]];
    const cut = cutPair(prompt, response, room);
    const first = from + prompt - cut.prompt;
    from += prompt + response;
    const length = cut.prompt + cut.response;
    if (length < 2) continue;
    const start = windows * room;
    laid.set(tokens.subarray(first, first + length), start);
    markTargets(lossMask, start + Math.max(1, answerOnly ? cut.prompt : 0), start + length);
    lengths[windows++] = length - 1;
  }
  if (trainPairs === pairs) trainWindows = windows;
  const windowsBetween = (first: number, end: number): WindowSet =>
    windowsOf({
      starts: Uint32Array.from({ length: end - first }, (_, index) => (first + index) * room),
      lengths: lengths.slice(first, end),
    });
  return {
    tokens: laid.subarray(0, windows * room),
    lossMask,
    vocabularySize: tokenizer.size,
    contextLength,
    train: windowsBetween(0, trainWindows),
    validation: windowsBetween(trainWindows, windows),
  };
}
