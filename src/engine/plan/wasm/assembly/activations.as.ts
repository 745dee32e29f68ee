// Activation functions with their slopes on four lanes, chosen by their codes.
import { ACTIVATION_GELU, ACTIVATION_GELU_TANH, ACTIVATION_RELU, ACTIVATION_TANH } from "../generated/constants.as";
import { gelu4, geluTanh4 } from "./gelu.as";
import { splat, storePart, tanh4 } from "./vector.as";

/** activation(x); writes activation'(x), `count` lanes, unless slopes is 0. @inline */
export function activate4(activation: i32, x: v128, slopes: usize, count: i32): v128 {
  if (activation == ACTIVATION_GELU) return gelu4(x, slopes, count);
  if (activation == ACTIVATION_GELU_TANH) return geluTanh4(x, slopes, count);
  let y = x;
  let slope = splat(1);
  if (activation == ACTIVATION_RELU) {
    y = f32x4.pmax(x, splat(0));
    slope = v128.and(f32x4.gt(x, splat(0)), slope);
  } else if (activation == ACTIVATION_TANH) {
    y = tanh4(x);
    slope = f32x4.sub(slope, f32x4.mul(y, y));
  }
  if (slopes != 0) storePart(slopes, slope, count);
  return y;
}
