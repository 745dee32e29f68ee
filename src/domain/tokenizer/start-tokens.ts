// What stands before a prompt, so that generation starts as a record started in training.
import type { RunConfig } from "../config/run-config";
import { layoutOf } from "../windows/window-layout";
import { BYTE_CHARACTERS } from "./byte-alphabet";
import { endTokenOf, recordEndOf } from "./end-token";
import type { TokenizerState } from "./tokenizer";

/**
 * Gives the ids to feed before a prompt of `promptLength` tokens: none where each record was a window of its own, padding
 * where records were padded, else the end of the record before, else (only for an empty prompt) the end of a text, a line
 * break or a space.
 */
export function startTokens(tokenizer: TokenizerState, config: RunConfig, promptLength: number): readonly number[] {
  if (layoutOf(config) === "records") return promptLength > 0 ? [] : [neutralToken(tokenizer)];
  if (config.tokens.padRecords && tokenizer.padId !== null) {
    const padding = Math.max(1, config.tokens.contextLength - promptLength);
    return Array.from({ length: padding }, () => tokenizer.padId as number);
  }
  const end = recordEndOf(tokenizer, config);
  if (end !== null) return [end];
  return promptLength > 0 ? [] : [endTokenOf(tokenizer, config) ?? neutralToken(tokenizer)];
}

/** Gives the token that says least: padding, a line break, a space, or the first one. */
export function neutralToken(tokenizer: TokenizerState): number {
  if (tokenizer.padId !== null) return tokenizer.padId;
  const written = tokenizer.kind === "byteBpe" ? (text: string) => BYTE_CHARACTERS[text.charCodeAt(0)] : String;
  const found = ["\n", " "].map((text) => tokenizer.vocabulary.indexOf(written(text))).find((id) => id >= 0);
  return found ?? 0;
}
