// The oracle's operations that treat each position alone, on rows of float64 numbers.
import type { ActivationName } from "@/domain/graph/model-graph";
import type { Rows } from "./rows";

/** Looks up rows of a table (V,C). */
export function embedding(tokens: readonly number[], table: Float64Array, channels: number): Rows {
  return tokens.map((token) => Array.from(table.slice(token * channels, (token + 1) * channels)));
}

/** Multiplies rows by weight (I,O) and adds the bias. */
export function linear(input: Rows, weight: Float64Array, bias: Float64Array | null, outputs: number): Rows {
  return input.map((row) =>
    Array.from({ length: outputs }, (_, o) =>
      row.reduce((sum, value, i) => sum + value * weight[i * outputs + o], bias === null ? 0 : bias[o]),
    ),
  );
}

/** Normalizes each row to mean 0 and variance 1 (Ba et al., 2016), biased variance as PyTorch's. */
export function layerNorm(input: Rows, gain: Float64Array, bias: Float64Array, epsilon: number): Rows {
  return input.map((row) => {
    const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
    const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length;
    return row.map((value, c) => ((value - mean) / Math.sqrt(variance + epsilon)) * gain[c] + bias[c]);
  });
}

/** Adds two arrays of rows. */
export function addRows(a: Rows, b: Rows): Rows {
  return a.map((row, t) => row.map((value, c) => value + b[t][c]));
}

/** Applies an activation to every number. */
export function activation(input: Rows, fn: ActivationName): Rows {
  const functions = {
    gelu: (x: number) => (x / 2) * (1 + erf(x / Math.SQRT2)),
    geluTanh: (x: number) => (x / 2) * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
    relu: (x: number) => Math.max(x, 0),
    tanh: Math.tanh,
  } satisfies Record<ActivationName, (x: number) => number>;
  return input.map((row) => row.map(functions[fn]));
}

/** The error function by its series of positive terms, to float64 accuracy. https://dlmf.nist.gov/7.6.E2 */
function erf(x: number): number {
  const size = Math.abs(x);
  if (size > 6) return Math.sign(x);
  let term = size;
  let sum = size;
  for (let n = 1; term > sum * 1e-17; n++) {
    term *= (2 * size * size) / (2 * n + 1);
    sum += term;
  }
  return Math.sign(x) * (2 / Math.sqrt(Math.PI)) * Math.exp(-size * size) * sum;
}
