// Activation functions and their derivatives on four lanes, chosen by the codes of opcodes.ts.
// GELU is the exact form, x * Phi(x) (Hendrycks and Gimpel, 2016).
import { ACTIVATION_GELU, ACTIVATION_RELU, ACTIVATION_TANH } from "../opcodes";
import { erf4, exp4, madd, splat, tanh4 } from "./vector";

/** activation(x) */
export function activate4(activation: i32, x: v128): v128 {
  if (activation == ACTIVATION_GELU) return f32x4.mul(x, normalDistribution4(x));
  if (activation == ACTIVATION_RELU) return f32x4.pmax(x, splat(0));
  if (activation == ACTIVATION_TANH) return tanh4(x);
  return x;
}

/** activation'(x) */
export function activationSlope4(activation: i32, x: v128): v128 {
  if (activation == ACTIVATION_GELU) {
    const density = f32x4.mul(splat(0.3989422804), exp4(f32x4.mul(splat(-0.5), f32x4.mul(x, x))));
    return madd(x, density, normalDistribution4(x));
  }
  if (activation == ACTIVATION_RELU) return v128.and(f32x4.gt(x, splat(0)), splat(1));
  if (activation == ACTIVATION_TANH) {
    const t = tanh4(x);
    return f32x4.sub(splat(1), f32x4.mul(t, t));
  }
  return splat(1);
}

@inline
function normalDistribution4(x: v128): v128 {
  return madd(splat(0.5), erf4(f32x4.mul(x, splat(0.7071067812))), splat(0.5));
}
