// Activation functions with their slopes in WGSL.
import type { ActivationName } from "@/domain/graph/model-graph";

const bodies = {
  // x * Phi(x) in its exact form (Hendrycks and Gimpel, 2016); Phi by the error function of Abramowitz and
  // Stegun (1964), 7.1.26, whose exponential is that of the density. Largest absolute error 1e-7.
  gelu: `
  let size = abs(x);
  let t = 1.0 / (1.0 + 0.2316418882 * size);
  let density = exp(-0.5 * x * x);
  let sum = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  let tail = 0.5 * sum * density;
  let below = select(tail, 1.0 - tail, x > 0.0);
  return vec2f(x * below, below + x * density * 0.3989422804);`,
  relu: "return vec2f(max(x, 0.0), select(0.0, 1.0, x > 0.0));",
  // Some drivers give no number for the tanh of large numbers.
  tanh: "let y = tanh(clamp(x, -15.0, 15.0)); return vec2f(y, 1.0 - y * y);",
} as const satisfies Record<ActivationName, string>;

/** Declares `activated(x: f32) -> vec2f`, the activation's value and slope at x; the identity for null. */
export function declareActivation(activation: ActivationName | null): string {
  return `fn activated(x: f32) -> vec2f { ${activation === null ? "return vec2f(x, 1.0);" : bodies[activation]} }`;
}
