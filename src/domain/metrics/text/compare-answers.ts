// What the answers of two models score, and how sure the differences are.
import type { Language } from "@/domain/language";
import type { ComparedAnswer, RunComparison, SpokenAnswer } from "@/domain/run/comparison";
import { type AnswerMetricName, answerMetricNames, answerMetrics, type MeasuredAnswer } from "./answer-metrics";
import { differenceInterval, type Interval, sumStatistics } from "./bootstrap";
import { guessLanguage } from "./guess-language";

/** One metric of both models; null where it has no value. */
export interface ComparedMetric {
  readonly name: AnswerMetricName;
  readonly base: number | null;
  readonly tuned: number | null;
  /** Tuned less base, with the bounds that 95 of 100 drawn sets of the same prompts keep. */
  readonly difference: number | null;
  readonly interval: Interval | null;
  /** Whether the tuned model is better or worse beyond chance; "unsure" where the interval holds 0 or is missing. */
  readonly verdict: "better" | "worse" | "unsure";
}

/** One seed for all intervals, so that the same answers have the same, whatever they were drawn by. */
const INTERVAL_SEED = 1;

/** Scores a comparison by every metric. */
export function compareAnswers(comparison: RunComparison): readonly ComparedMetric[] {
  const { answers } = comparison;
  const languages = languagesOf(comparison);
  const base = answers.map((answer) => measured(answer, answer.base));
  const tuned = answers.map((answer) => measured(answer, answer.tuned));
  return answerMetricNames.map((name) => compareBy(name, base, tuned, languages));
}

/**
 * Tells the language of each pair, whose articles do not count: by prompt and expected answer together, by the answer where
 * those disagree (a prompt's template may be of another language than what fills it), or else that of all pairs.
 */
export function languagesOf({ answers, language }: RunComparison): readonly (Language | null)[] {
  return answers.map(
    ({ prompt, reference }) => guessLanguage([prompt, reference]) ?? guessLanguage([reference]) ?? language,
  );
}

/** Gives what one answer of a pair is measured by. */
export function measured({ reference }: ComparedAnswer, { text, loss, tokens }: SpokenAnswer): MeasuredAnswer {
  return { text, reference, referenceLoss: loss, referenceTokens: tokens };
}

function compareBy(
  name: AnswerMetricName,
  base: readonly MeasuredAnswer[],
  tuned: readonly MeasuredAnswer[],
  languages: readonly (Language | null)[],
): ComparedMetric {
  const { statistics, score, better } = answerMetrics[name];
  const rows = [base, tuned].map((answers) => answers.map((answer, at) => statistics(answer, languages[at])));
  const [ofBase, ofTuned] = rows.map((each) => finite(score(sumStatistics(each))));
  const difference = ofBase === null || ofTuned === null ? null : ofTuned - ofBase;
  const interval = difference === null ? null : differenceInterval(rows[0], rows[1], score, INTERVAL_SEED);
  return { name, base: ofBase, tuned: ofTuned, difference, interval, verdict: verdictOf(interval, better) };
}

function verdictOf(interval: Interval | null, better: "higher" | "lower"): ComparedMetric["verdict"] {
  if (interval === null || (interval.low <= 0 && interval.high >= 0)) return "unsure";
  return interval.low > 0 === (better === "higher") ? "better" : "worse";
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
