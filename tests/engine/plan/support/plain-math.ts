// The mathematics that several plain kernels share, in float64.
import type { ActivationName } from "@/domain/graph/model-graph";
import { uniform } from "@/domain/random";
import { activate, slope } from "../../plan-wasm/references";

/** Gives the factor that dropout puts on the value at `index`: 0, or 1/(1-rate). */
export function dropoutFactor(key: ArrayLike<number> | null, rate: number, index: number): number {
  if (key === null || rate === 0) return 1;
  return uniform({ a: key[0], b: key[1] }, index) >= rate ? 1 / (1 - rate) : 0;
}

/** Applies an activation, none for null. */
export function activated(activation: ActivationName | null, x: number): number {
  return activate(activation ?? "none", x);
}

/** Gives the slope of an activation at x, 1 for null. */
export function slopeOf(activation: ActivationName | null, x: number): number {
  return slope(activation ?? "none", x);
}

/** 1 / (1 + exp(-x)) */
export function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** Gives the softmax of scores (n) in place. */
export function softmax(scores: Float64Array): Float64Array {
  const top = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const sum = scores.reduce((total, score) => total + Math.exp(score - top), 0);
  return scores.map((score) => Math.exp(score - top) / sum);
}
