// Scores of answers in words: shares as percent, the others as numbers, differences with their sign, those of shares in percentage points.
import { type AnswerMetricName, answerMetrics } from "@/domain/metrics/text/answer-metrics";
import type { Text } from "@/i18n/use-text";

type Numbers = Pick<Text, "fixed" | "percent" | "points">;

const DECIMALS = { nats: 3, choices: 1, points: 1 } as const;

/** Writes a score; a dash where there is none. */
export function scoreText(text: Numbers, name: AnswerMetricName, score: number | null): string {
  if (score === null) return "–";
  const { unit } = answerMetrics[name];
  return unit === "share" ? text.percent(score, 1) : text.fixed(score, DECIMALS[unit]);
}

/** Writes a difference of scores with its sign. */
export function differenceText(text: Numbers, name: AnswerMetricName, difference: number | null): string {
  if (difference === null) return "–";
  const { unit } = answerMetrics[name];
  const write = (value: number) => (unit === "share" ? text.points(value, 1) : text.fixed(value, DECIMALS[unit]));
  const size = write(Math.abs(difference));
  if (size === write(0)) return size;
  return `${difference > 0 ? "+" : "−"}${size}`;
}
