// What stands before a prompt, so that generation starts as a record started in training.
import type { RunConfig } from "../config/run-config";
import type { TokenizerState } from "./tokenizer";

/**
 * Gives the ids to feed before a prompt of `promptLength` tokens: padding where records were padded,
 * else the end of the record before, else (only for an empty prompt) a line break or a space.
 */
export function startTokens(tokenizer: TokenizerState, config: RunConfig, promptLength: number): readonly number[] {
  if (config.tokens.padRecords && tokenizer.padId !== null) {
    const padding = Math.max(1, config.tokens.contextLength - promptLength);
    return Array.from({ length: padding }, () => tokenizer.padId as number);
  }
  const end = tokenizer.vocabulary.indexOf(config.corpus.endToken);
  if (end >= 0 && end < tokenizer.specialCount) {
    return [end];
  }
  return promptLength > 0 ? [] : [neutralToken(tokenizer)];
}

/** Gives the token that says least: padding, a line break, a space, or the first one. */
export function neutralToken(tokenizer: TokenizerState): number {
  if (tokenizer.padId !== null) {
    return tokenizer.padId;
  }
  const found = ["\n", " "].map((text) => tokenizer.vocabulary.indexOf(text)).find((id) => id >= 0);
  return found ?? 0;
}
