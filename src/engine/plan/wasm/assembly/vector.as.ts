// Four-lane arithmetic. Polynomials and rational functions are least-maximum fits of our own (weighted
// least squares in float64, coefficients rounded to float32). Largest relative errors measured over the
// range: exp 1.2e-7, sigmoid 2e-7, tanh 3e-7; that is 1 to 3 units in the last place.

/** a * b + c, fused where the relaxed build allows it. @inline */
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Four lanes of one value. @inline */
export function splat(value: f32): v128 {
  return f32x4.splat(value);
}

/**
 * Four halves (binary16, finite), sign-extended to 32 bits each, as floats: exact, since all that the exponents of the two
 * formats differ by is a power of two. @inline
 */
export function widen4(halves: v128): v128 {
  const scaled = v128.and(i32x4.shl(halves, 13), i32x4.splat(0x8fffffff));
  return f32x4.mul(scaled, f32x4.splat(5.192296858534828e33));
}

/** A half (binary16, finite) as a float. @inline */
export function widen(half: u16): f32 {
  const bits = ((<i32>(<i16>half)) << 13) & <i32>0x8fffffff;
  return reinterpret<f32>(bits) * <f32>5.192296858534828e33;
}

/** Four numbers side by side, floats or halves (u16). @inline */
export function load4<T>(address: usize): v128 {
  if (sizeof<T>() == 2) return widen4(v128.load_ext<i16>(address));
  return v128.load(address);
}

/** One number, a float or a half (u16). @inline */
export function load1<T>(address: usize): f32 {
  if (sizeof<T>() == 2) return widen(load<u16>(address));
  return load<f32>(address);
}

/** Reads up to four numbers, floats or halves (u16); the lanes from `count` on are 0. @inline */
export function load4Part<T>(address: usize, count: i32): v128 {
  return count >= 4 ? load4<T>(address) : loadFew<T>(address, count);
}

/** Sum of the lanes, in pairs. @inline */
export function sumLanes(v: v128): f32 {
  return f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3));
}

/** Largest of the lanes. @inline */
export function maxLanes(v: v128): f32 {
  return max(
    max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

/** Clamps to [-limit, limit]; NaN stays NaN. The pseudo-minimum is one instruction, f32x4.min several. @inline */
export function clamp4(x: v128, limit: f32): v128 {
  return f32x4.pmin(f32x4.pmax(x, splat(-limit)), splat(limit));
}

/** e^x; arguments beyond 87.3 count as 87.3. @inline */
export function exp4(value: v128): v128 {
  const x = clamp4(value, 87.3);
  // Adding 1.5 * 2^23 rounds to a whole number and leaves it in the low bits, without slow conversions.
  const shifted = madd(x, splat(1.44269504), splat(12582912));
  const n = f32x4.sub(shifted, splat(12582912));
  let r = madd(n, splat(-0.693359375), x);
  r = madd(n, splat(2.1219444e-4), r);
  let p = splat(1.3814595295116305e-3);
  p = madd(p, r, splat(8.3687175065279e-3));
  p = madd(p, r, splat(4.166838899254799e-2));
  p = madd(p, r, splat(0.1666652113199234));
  p = madd(p, r, splat(0.4999999403953552));
  p = f32x4.add(madd(p, f32x4.mul(r, r), r), splat(1));
  return i32x4.add(p, i32x4.shl(shifted, 23));
}

/** 1 / (1 + e^-x) @inline */
export function sigmoid4(x: v128): v128 {
  return f32x4.div(splat(1), f32x4.add(splat(1), exp4(f32x4.neg(x))));
}

/** tanh(x); 1 beyond 9.01, as in float32. @inline */
export function tanh4(value: v128): v128 {
  const x = clamp4(value, 9.01);
  const s = f32x4.mul(x, x);
  let p = splat(1.3338067539336862e-8);
  p = madd(p, s, splat(2.059723192360252e-5));
  p = madd(p, s, splat(3.4948724787682295e-3));
  p = madd(p, s, splat(0.13380424678325653));
  p = madd(p, s, splat(1));
  let q = splat(7.769805279167485e-7);
  q = madd(q, s, splat(3.2844612724147737e-4));
  q = madd(q, s, splat(2.5874262675642967e-2));
  q = madd(q, s, splat(0.4671373963356018));
  q = madd(q, s, splat(1));
  return clamp4(f32x4.div(f32x4.mul(x, p), q), 1);
}

/** Reads up to four floats; the lanes from `count` on are 0. @inline */
export function loadPart(address: usize, count: i32): v128 {
  return load4Part<f32>(address, count);
}

/** Writes the first `count` lanes, at most four. @inline */
export function storePart(address: usize, v: v128, count: i32): void {
  if (count >= 4) v128.store(address, v);
  else storeFew(address, v, count);
}

function loadFew<T>(address: usize, count: i32): v128 {
  let v = f32x4.splat(0);
  if (count > 0) v = f32x4.replace_lane(v, 0, load1<T>(address));
  if (count > 1) v = f32x4.replace_lane(v, 1, load1<T>(address + sizeof<T>()));
  if (count > 2) v = f32x4.replace_lane(v, 2, load1<T>(address + 2 * sizeof<T>()));
  return v;
}

function storeFew(address: usize, v: v128, count: i32): void {
  if (count > 0) store<f32>(address, f32x4.extract_lane(v, 0));
  if (count > 1) store<f32>(address, f32x4.extract_lane(v, 1), 4);
  if (count > 2) store<f32>(address, f32x4.extract_lane(v, 2), 8);
}

/** Natural logarithm of a positive normal number, by the series of the inverse hyperbolic tangent. */
export function log(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  let exponent = <i32>(bits >> 52) - 1023;
  let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent++;
  }
  const s = (mantissa - 1) / (mantissa + 1);
  const q = s * s;
  let sum: f64 = 1.0 / 17;
  sum = sum * q + 1.0 / 15;
  sum = sum * q + 1.0 / 13;
  sum = sum * q + 1.0 / 11;
  sum = sum * q + 1.0 / 9;
  sum = sum * q + 1.0 / 7;
  sum = sum * q + 1.0 / 5;
  sum = sum * q + 1.0 / 3;
  sum = sum * q + 1;
  return 2 * s * sum + <f64>exponent * 0.6931471805599453;
}
