// Settings of text generation.
import type { WindowForm } from "../inference/decoder";

/** How attention reads a text longer than its window; "auto" takes the exact form where it is fast enough. */
export type WindowChoice = "auto" | WindowForm;

/** How a text is written; changes act on the next one. */
export interface SamplingConfig {
  readonly prompt: string;
  /** 0 is greedy; up to 2. */
  readonly temperature: number;
  /** Keep the k most likely tokens; 0 keeps all. */
  readonly topK: number;
  /** Keep the smallest set of tokens whose probability reaches p; 1 keeps all. */
  readonly topP: number;
  /** From 1, which changes nothing: how much less likely tokens of the prompt and of the text so far become. */
  readonly repetitionPenalty: number;
  /** Most tokens to write. */
  readonly length: number;
  /** How many texts are written after the prompt; one where chance plays no part. */
  readonly answers: number;
  /** Generation ends when the text ends with this; empty for never. */
  readonly stop: string;
  /** Whether the token that ends records ends the text too, and stands at its end. */
  readonly stopAtEnd: boolean;
  readonly seed: string;
  /** Retry until the text parses by the record template, at most this many attempts; 0 writes plain text. */
  readonly recordAttempts: number;
  readonly window: WindowChoice;
}
