// GELU in its exact form, x * Phi(x) (Hendrycks and Gimpel, 2016), with its slope Phi(x) + x * phi(x), and in GPT-2's.
// Both fits are our own, as those of vector.ts; largest relative errors measured: erf 4e-7, phi 2e-7.
import { clamp4, madd, sigmoid4, splat, storePart } from "./vector.as";

// Coefficients, highest power first, are read from memory where they are used: so many constants at once
// leave an engine without registers, and it makes each of them anew for every vector.
const ERF_ABOVE: usize = memory.data<f32>([
  2.046128884103382e-6, 2.848386066034436e-4, 3.772196127101779e-3, 5.2768200635910034e-2, 0.19058504700660706,
  1.1283791065216064,
]);
const ERF_BELOW: usize = memory.data<f32>([
  3.8048583519412205e-5, 1.1637780116871e-3, 1.4982481487095356e-2, 0.11417917162179947, 0.5022343397140503, 1.0,
]);
/** 2^f / sqrt(2 pi) for f in [-0.5, 0.5] */
const DENSITY: usize = memory.data<f32>([
  5.296527524478734e-4, 3.8599823601543903e-3, 2.2144142538309097e-2, 9.58343893289566e-2, 0.2765256464481354,
  0.39894232153892517,
]);

/** gelu(x); writes gelu'(x), `count` lanes, unless slopes is 0. @inline */
export function gelu4(x: v128, slopes: usize, count: i32): v128 {
  const below = madd(splat(0.5), erf4(f32x4.mul(x, splat(0.7071067812))), splat(0.5));
  if (slopes != 0) storePart(slopes, madd(x, density4(x), below), count);
  return f32x4.mul(x, below);
}

/**
 * x * s with s = (1 + tanh(u)) / 2, the logistic curve of 2u = 2 sqrt(2/pi) (x + 0.044715 x^3); writes the slope
 * s + x s (1 - s) 2u', `count` lanes, unless slopes is 0. Beyond 10 the curve is 0 or 1 in float32.
 * @inline
 */
export function geluTanh4(x: v128, slopes: usize, count: i32): v128 {
  const near = clamp4(x, 10);
  const square = f32x4.mul(near, near);
  const inner = madd(square, splat(0.07135481283), splat(1.5957691216));
  const below = sigmoid4(f32x4.mul(near, inner));
  if (slopes != 0) {
    const rise = madd(square, splat(0.21406443849), splat(1.5957691216));
    const bend = f32x4.mul(f32x4.mul(near, below), f32x4.sub(splat(1), below));
    storePart(slopes, madd(bend, rise, below), count);
  }
  return f32x4.mul(x, below);
}

/** @inline */
function erf4(value: v128): v128 {
  const x = clamp4(value, 3.925);
  const s = f32x4.mul(x, x);
  return clamp4(f32x4.div(f32x4.mul(x, polynomial4(ERF_ABOVE, s)), polynomial4(ERF_BELOW, s)), 1);
}

/** e^(-x^2 / 2) / sqrt(2 pi) @inline */
function density4(x: v128): v128 {
  const square = f32x4.pmin(f32x4.mul(x, x), splat(170));
  // As in exp4: the power of two is whole number plus rest, and the whole number moves into the exponent.
  const shifted = madd(square, splat(-0.72134752), splat(12582912));
  const rest = madd(square, splat(-0.72134752), f32x4.sub(splat(12582912), shifted));
  return i32x4.add(polynomial4(DENSITY, rest), i32x4.shl(shifted, 23));
}

/** The polynomial of fifth degree with the coefficients at `table`. @inline */
function polynomial4(table: usize, x: v128): v128 {
  let sum = v128.load32_splat(table);
  sum = madd(sum, x, v128.load32_splat(table, 4));
  sum = madd(sum, x, v128.load32_splat(table, 8));
  sum = madd(sum, x, v128.load32_splat(table, 12));
  sum = madd(sum, x, v128.load32_splat(table, 16));
  return madd(sum, x, v128.load32_splat(table, 20));
}
