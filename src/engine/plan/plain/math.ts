// The mathematics that several plain kernels share, in float64.
import type { ActivationName } from "@/domain/graph/model-graph";
import { uniform } from "@/domain/random";

/** Gives the factor that dropout puts on the value at `index`: 0, or 1/(1-rate); `key` holds the words of a RandomKey. */
export function dropoutFactor(key: ArrayLike<number> | null, rate: number, index: number): number {
  if (key === null || rate === 0) return 1;
  return uniform({ a: key[0], b: key[1] }, index) >= rate ? 1 / (1 - rate) : 0;
}

/** Applies an activation, none for null. GELU in its exact form, x * Phi(x) (Hendrycks and Gimpel, 2016). */
export function activated(activation: ActivationName | null, x: number): number {
  switch (activation) {
    case null:
      return x;
    case "gelu":
      return 0.5 * x * (1 + erf(x / Math.SQRT2));
    case "relu":
      return Math.max(x, 0);
    case "tanh":
      return Math.tanh(x);
  }
  return activation satisfies never;
}

/** Gives the slope of an activation at x, 1 for null. */
export function slopeOf(activation: ActivationName | null, x: number): number {
  switch (activation) {
    case null:
      return 1;
    case "gelu":
      return 0.5 * (1 + erf(x / Math.SQRT2)) + (x * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
    case "relu":
      return x > 0 ? 1 : 0;
    case "tanh":
      return 1 - Math.tanh(x) ** 2;
  }
  return activation satisfies never;
}

/** The error function by its Taylor series and, for large arguments, its continued fraction (DLMF 7.6.1 and 7.9.1). */
function erf(x: number): number {
  const a = Math.abs(x);
  if (a < 3) {
    let term = a;
    let sum = a;
    for (let n = 1; n < 80; n++) {
      term *= (-a * a) / n;
      sum += term / (2 * n + 1);
    }
    return Math.sign(x) * sum * (2 / Math.sqrt(Math.PI));
  }
  let fraction = a;
  for (let n = 60; n > 0; n--) fraction = a + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * fraction));
}

/** 1 / (1 + exp(-x)) */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Gives the softmax of scores (n), a fresh array. */
export function softmax(scores: Float64Array): Float64Array {
  const top = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const sum = scores.reduce((total, score) => total + Math.exp(score - top), 0);
  return scores.map((score) => Math.exp(score - top) / sum);
}
