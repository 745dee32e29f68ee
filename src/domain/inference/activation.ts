// Activations, number by number.
import type { ActivationName } from "../graph/model-graph";
import type { RowBuffer, RowKernel } from "./row-kernel";

const functions = {
  gelu: (x) => 0.5 * x * (1 + erf(x * Math.SQRT1_2)),
  relu: (x) => Math.max(x, 0),
  tanh: Math.tanh,
} satisfies Record<ActivationName, (x: number) => number>;

/** Applies an activation to each number: (T,C) -> (T,C). */
export function activationKernel(input: RowBuffer, name: ActivationName, output: RowBuffer): RowKernel {
  const fn = functions[name];
  const { data, width } = output;
  return (from, to) => {
    for (let i = from * width; i < to * width; i++) data[i] = fn(input.data[i]);
  };
}

/** Approximates the error function to 1.5e-7. Abramowitz and Stegun, 7.1.26. */
function erf(x: number): number {
  const size = Math.abs(x);
  const t = 1 / (1 + 0.3275911 * size);
  const series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  const result = 1 - series * Math.exp(-size * size);
  return x < 0 ? -result : result;
}
