// The oracle's attention over one window (Vaswani et al., 2017), head by head.
import type { Rows } from "./rows";

/** Queries, keys and values (T,3C) -> (T,C). */
export function attention(input: Rows, heads: number, causal: boolean): Rows {
  const channels = input[0].length / 3;
  const size = channels / heads;
  return input.map((row, t) =>
    Array.from({ length: heads }, (_, head) => {
      const part = (values: readonly number[], third: number) =>
        values.slice(third * channels + head * size, third * channels + (head + 1) * size);
      const query = part(row, 0);
      const seen = causal ? input.slice(0, t + 1) : input;
      const weights = softmax(seen.map((other) => dot(query, part(other, 1)) / Math.sqrt(size)));
      return query.map((_, c) =>
        dot(
          weights,
          seen.map((other) => part(other, 2)[c]),
        ),
      );
    }).flat(),
  );
}

function softmax(scores: readonly number[]): readonly number[] {
  const powers = scores.map((score) => Math.exp(score - Math.max(...scores)));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * b[i], 0);
}
