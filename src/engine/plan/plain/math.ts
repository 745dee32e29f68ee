// The mathematics that several plain kernels share, in float64.
import type { ActivationName } from "@/domain/graph/model-graph";
import { uniform } from "@/domain/random";

/** Gives the factor that dropout puts on the value at `index`: 0, or 1/(1-rate); `key` holds the words of a RandomKey. */
export function dropoutFactor(key: ArrayLike<number> | null, rate: number, index: number): number {
  if (key === null || rate === 0) return 1;
  return uniform({ a: key[0], b: key[1] }, index) >= rate ? 1 / (1 - rate) : 0;
}

/**
 * Applies an activation, none for null. GELU (Hendrycks and Gimpel, 2016) in its exact form, x * Phi(x), and in GPT-2's,
 * which takes a logistic curve in the place of Phi.
 */
export function activated(activation: ActivationName | null, x: number): number {
  switch (activation) {
    case null:
      return x;
    case "gelu":
      return 0.5 * x * (1 + erf(x / Math.SQRT2));
    case "geluTanh":
      return x * belowTanh(x);
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
    case "geluTanh": {
      const below = belowTanh(x);
      return below + x * below * (1 - below) * GELU_TANH.factor * (1 + 3 * GELU_TANH.cubic * x * x);
    }
    case "relu":
      return x > 0 ? 1 : 0;
    case "tanh":
      return 1 - Math.tanh(x) ** 2;
  }
  return activation satisfies never;
}

/** (1 + tanh(u)) / 2 is the logistic curve of 2u, here 2u = factor * (x + cubic * x^3). */
const GELU_TANH = { factor: 2 * Math.sqrt(2 / Math.PI), cubic: 0.044715 };

function belowTanh(x: number): number {
  return sigmoid(GELU_TANH.factor * (x + GELU_TANH.cubic * x ** 3));
}

/** Terms that the series of erf needs for arguments below 1, and for each whole number above. */
const TERMS = { below1: 18, each: 15 };

/** (-1)^n / (n! (2n + 1)), the Taylor coefficients of erf, short of 2/sqrt(pi). */
const coefficients = taylorCoefficients(TERMS.below1 + 2 * TERMS.each);

function taylorCoefficients(count: number): Float64Array {
  let power = 1;
  return Float64Array.from({ length: count }, (_, n) => {
    if (n > 0) power /= -n;
    return power / (2 * n + 1);
  });
}

/** The error function by its Taylor series and, for large arguments, its continued fraction (DLMF 7.6.1 and 7.9.1). */
function erf(x: number): number {
  const a = Math.abs(x);
  if (a < 3) {
    const square = x * x;
    let sum = 0;
    for (let n = TERMS.below1 + TERMS.each * Math.floor(a) - 1; n >= 0; n--) sum = sum * square + coefficients[n];
    return x * sum * (2 / Math.sqrt(Math.PI));
  }
  let fraction = a;
  for (let n = 60; n > 0; n--) fraction = a + n / 2 / fraction;
  return Math.sign(x) * (1 - Math.exp(-a * a) / (Math.sqrt(Math.PI) * fraction));
}

/** 1 / (1 + exp(-x)) */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Turns scores (n) into their softmax, in place; gives the logarithm of its denominator. */
export function softmax(scores: Float64Array): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) top = Math.max(top, scores[i]);
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    scores[i] = Math.exp(scores[i] - top);
    sum += scores[i];
  }
  for (let i = 0; i < scores.length; i++) scores[i] /= sum;
  return top + Math.log(sum);
}
