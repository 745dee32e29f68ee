// The counter generator of src/domain/random.ts on four lanes, and dropout masks from it.

/** @inline */
function mix4(value: v128): v128 {
  let x = v128.xor(value, i32x4.shr_u(value, 16));
  x = i32x4.mul(x, i32x4.splat(0x21f0aaad));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.mul(x, i32x4.splat(0x735a2d97));
  return v128.xor(x, i32x4.shr_u(x, 15));
}

/**
 * Keeps or drops the values at indices index to index + 3 of the sequence with key (a, b):
 * dropped where uniform < threshold * 2^-24, else scaled.
 */
export function dropout4(v: v128, index: i32, a: i32, b: i32, threshold: i32, scale: f32): v128 {
  const lanes = i32x4.add(i32x4.splat(index), i32x4(0, 1, 2, 3));
  const bits = mix4(i32x4.add(mix4(v128.xor(lanes, i32x4.splat(a))), i32x4.splat(b)));
  const kept = i32x4.ge_s(i32x4.shr_u(bits, 8), i32x4.splat(threshold));
  return v128.and(kept, f32x4.mul(v, f32x4.splat(scale)));
}

/** 1 / (1 - rate) for a rate given as threshold * 2^-24. @inline */
export function dropoutScale(threshold: i32): f32 {
  return <f32>(16777216.0 / (16777216.0 - <f64>threshold));
}
