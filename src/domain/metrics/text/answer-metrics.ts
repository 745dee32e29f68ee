// The list of what is measured of answers, in the order in which it is shown. Each metric is made of statistics that add
// up over pairs, so that whole sets, single answers and drawn ones are scored by the same lines.
import type { Language } from "@/domain/language";
import { perplexity } from "../perplexity";
import { answerWords } from "./answer-words";
import { bleu, bleuStatistics } from "./bleu";
import { chrf, chrfStatistics } from "./chrf";
import { rougeL, rougeN } from "./rouge";
import { type TokenOverlap, tokenOverlap } from "./token-overlap";

/** Names the metrics. */
export const answerMetricNames = [
  "loss",
  "perplexity",
  "exactMatch",
  "tokenPrecision",
  "tokenRecall",
  "tokenF1",
  "bleu",
  "chrf",
  "rouge1",
  "rouge2",
  "rougeL",
] as const;

/** Names one metric. */
export type AnswerMetricName = (typeof answerMetricNames)[number];

/** An answer that a model wrote, with what it should be and what the model made of that. */
export interface MeasuredAnswer {
  readonly text: string;
  readonly reference: string;
  /** The loss of the reference summed over its tokens, in nats; null where it could not be measured. */
  readonly referenceLoss: number | null;
  /** Tokens of the reference that the loss is over, the end token included. */
  readonly referenceTokens: number;
}

/** One metric: what a pair adds to it, and what the sums come to. */
export interface AnswerMetric {
  /** In what the score is: nats a token, a number of choices, a share (0 to 1) or points (0 to 100). */
  readonly unit: "nats" | "choices" | "share" | "points";
  readonly better: "higher" | "lower";
  statistics(answer: MeasuredAnswer, language: Language | null): readonly number[];
  score(sums: ArrayLike<number>): number;
}

const mean = (sums: ArrayLike<number>): number => sums[0] / sums[1];
const lossStatistics = ({ referenceLoss, referenceTokens }: MeasuredAnswer) =>
  referenceLoss === null ? [0, 0] : [referenceLoss, referenceTokens];

function overlapMetric(part: keyof TokenOverlap): AnswerMetric {
  return {
    unit: "share",
    better: "higher",
    statistics: ({ text, reference }, language) => [
      tokenOverlap(answerWords(text, language), answerWords(reference, language))[part],
      1,
    ],
    score: mean,
  };
}

function rougeMetric(of: (text: string, reference: string) => number): AnswerMetric {
  return {
    unit: "share",
    better: "higher",
    statistics: ({ text, reference }) => [of(text, reference), 1],
    score: mean,
  };
}

/** The metrics. */
export const answerMetrics: { readonly [Name in AnswerMetricName]: AnswerMetric } = {
  loss: { unit: "nats", better: "lower", statistics: lossStatistics, score: mean },
  perplexity: {
    unit: "choices",
    better: "lower",
    statistics: lossStatistics,
    score: (sums) => perplexity(mean(sums)),
  },
  exactMatch: overlapMetric("exactMatch"),
  tokenPrecision: overlapMetric("precision"),
  tokenRecall: overlapMetric("recall"),
  tokenF1: overlapMetric("f1"),
  bleu: {
    unit: "points",
    better: "higher",
    statistics: ({ text, reference }) => bleuStatistics(text, reference),
    score: (sums) => bleu(sums, "all"),
  },
  chrf: {
    unit: "points",
    better: "higher",
    statistics: ({ text, reference }) => chrfStatistics(text, reference),
    score: chrf,
  },
  rouge1: rougeMetric((text, reference) => rougeN(text, reference, 1)),
  rouge2: rougeMetric((text, reference) => rougeN(text, reference, 2)),
  rougeL: rougeMetric(rougeL),
};
