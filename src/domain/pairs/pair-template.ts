// Pairs of a prompt and the response that a model shall learn to give: how one row of a table becomes one.
import type { CorpusConfig } from "../config/run-config";

/** The settings by which rows become pairs. */
export type PairSettings = Pick<CorpusConfig, "prompt" | "response" | "pairSeparator" | "endToken">;

/** Tells whether rows are read as pairs: both templates are filled in. */
export function hasPairs({ prompt, response }: Pick<CorpusConfig, "prompt" | "response">): boolean {
  return prompt !== "" && response !== "";
}

/** Gives the record template that a pair is: prompt, separator, response, end token. */
export function pairTemplate({ prompt, response, pairSeparator, endToken }: PairSettings): string {
  return prompt + pairSeparator + response + endToken;
}

/**
 * Gives how many UTF-16 units of a pair are its prompt. A space that ends the separator belongs to the response, since
 * byte-level tokens hold the space before a word: a prompt that ends with it would be cut as no text is.
 */
export function promptUnits(prompt: string, separator: string): number {
  return prompt.length + separator.length - (separator.endsWith(" ") ? 1 : 0);
}
