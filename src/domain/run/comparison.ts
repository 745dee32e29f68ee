// What two models answered to the same held-out prompts, kept in the record of the one that was tuned. What the answers
// score follows from them (compare-answers.ts).
import type { Language } from "../language";
import type { SamplingConfig } from "../sampling/sampling-config";
import type { RunId } from "./run";

/** Most prompts of a comparison. */
export const MOST_COMPARED = 200;

/** The weights that answered: of which run, after how many finished steps. */
export interface Speaker {
  readonly run: RunId;
  readonly name: string;
  readonly step: number;
}

/** What one model wrote, and what it made of the expected answer. */
export interface SpokenAnswer {
  readonly text: string;
  /** Loss of the expected answer summed over its tokens, in nats; null where a logit was not finite. */
  readonly loss: number | null;
  /** Tokens of the expected answer that the loss is over. */
  readonly tokens: number;
}

/** A prompt, what should follow, and what followed. */
export interface ComparedAnswer {
  readonly prompt: string;
  readonly reference: string;
  readonly base: SpokenAnswer;
  readonly tuned: SpokenAnswer;
}

/** How both models wrote. */
export type ComparisonSampling = Pick<
  SamplingConfig,
  "temperature" | "topK" | "topP" | "repetitionPenalty" | "length" | "seed"
>;

/** A comparison that came to its end. */
export interface RunComparison {
  readonly base: Speaker;
  readonly tuned: Speaker;
  /** Name of the data that the prompts are from. */
  readonly dataset: string;
  /** Whether prompts and answers are pairs of the data, or the two halves of windows. */
  readonly kind: "pairs" | "windows";
  /** Language of all prompts and expected answers together, for pairs that tell none; null where it is not clear. */
  readonly language: Language | null;
  /** Whether both models cut texts into the same tokens, so that their losses compare. */
  readonly sameTokens: boolean;
  readonly sampling: ComparisonSampling;
  readonly answers: readonly ComparedAnswer[];
}
