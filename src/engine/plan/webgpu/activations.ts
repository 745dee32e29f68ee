// Activation functions with their slopes in WGSL, on one number or on four.
import type { ActivationName } from "@/domain/graph/model-graph";

type NumberType = "f32" | "vec4f";

const bodies = {
  // x * Phi(x) in its exact form (Hendrycks and Gimpel, 2016); Phi by the error function of Abramowitz and
  // Stegun (1964), 7.1.26, whose exponential is that of the density. Largest absolute error 1e-7.
  gelu: (type: NumberType) => `
  let t = 1.0 / (1.0 + 0.2316418882 * abs(x));
  let density = exp(-0.5 * x * x);
  let sum = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  let tail = 0.5 * sum * density;
  let below = select(tail, 1.0 - tail, x > ${type}(0.0));
  return Bent(x * below, below + x * density * 0.3989422804);`,
  // GPT-2's form: the logistic curve of 2 sqrt(2/pi) (x + 0.044715 x^3) in the place of Phi, 0 or 1 beyond 10.
  geluTanh: (type: NumberType) => `
  let near = clamp(x, ${type}(-10.0), ${type}(10.0));
  let square = near * near;
  let below = 1.0 / (1.0 + exp(-near * (1.5957691216 + 0.07135481283 * square)));
  let rise = 1.5957691216 + 0.21406443849 * square;
  return Bent(x * below, below + near * below * (1.0 - below) * rise);`,
  relu: (type: NumberType) =>
    `return Bent(max(x, ${type}(0.0)), select(${type}(0.0), ${type}(1.0), x > ${type}(0.0)));`,
  // Some drivers give no number for the tanh of large numbers.
  tanh: (type: NumberType) => `let y = tanh(clamp(x, ${type}(-15.0), ${type}(15.0))); return Bent(y, 1.0 - y * y);`,
} as const satisfies Record<ActivationName, (type: NumberType) => string>;

/** Declares `bend(x) -> Bent`, value and slope of the activation at x; the identity for null. */
export function declareActivation(activation: ActivationName | null, type: NumberType): string {
  const body = activation === null ? `return Bent(x, ${type}(1.0));` : bodies[activation](type);
  return `struct Bent { value: ${type}, slope: ${type} }\nfn bend(x: ${type}) -> Bent { ${body} }`;
}
