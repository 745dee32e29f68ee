// Activation and dropout of every element, and their gradients.
import { integer, offset, shareEnd, shareStart, stepAddress } from "../../plan/wasm/assembly/context";
import { activate4, activationSlope4 } from "../../plan/wasm/assembly/activations";
import { dropout4, dropoutScale } from "../../plan/wasm/assembly/random";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector";
import { ACTIVATION_NONE } from "../../plan/wasm/opcodes";

/** y = dropout(activation(x)) */
export function pointwise(args: usize): void {
  const x = offset(args, 0), y = offset(args, 1), count = integer(args, 2), activation = integer(args, 3);
  const threshold = integer(args, 4), key = stepAddress(args, 5), scale = dropoutScale(threshold);
  const end = shareEnd(count, 16);
  let i = shareStart(count, 16);
  for (; i + 4 <= end; i += 4) forwardPart(x, y, i, activation, threshold, key, scale, 4);
  if (i < end) forwardPart(x, y, i, activation, threshold, key, scale, end - i);
}

@inline
function forwardPart(
  x: usize, y: usize, i: i32, activation: i32, threshold: i32, key: usize, scale: f32, count: i32,
): void {
  const at = <usize>i << 2;
  let v = activate4(activation, loadPart(x + at, count));
  if (threshold != 0) v = dropout4(v, i, load<i32>(key), load<i32>(key, 4), threshold, scale);
  storePart(y + at, v, count);
}

/** dX (+)= dY * dropout * activation'(x) */
export function pointwiseBackward(args: usize): void {
  const x = offset(args, 0), dY = offset(args, 1), dX = offset(args, 2);
  const count = integer(args, 3), activation = integer(args, 4);
  const threshold = integer(args, 5), key = stepAddress(args, 6), scale = dropoutScale(threshold);
  const accumulate = integer(args, 7) != 0;
  const end = shareEnd(count, 16);
  let i = shareStart(count, 16);
  for (; i + 4 <= end; i += 4) backwardPart(x, dY, dX, i, activation, threshold, key, scale, accumulate, 4);
  if (i < end) backwardPart(x, dY, dX, i, activation, threshold, key, scale, accumulate, end - i);
}

@inline
function backwardPart(
  x: usize, dY: usize, dX: usize, i: i32, activation: i32, threshold: i32, key: usize, scale: f32,
  accumulate: bool, count: i32,
): void {
  const at = <usize>i << 2;
  let v = loadPart(dY + at, count);
  if (threshold != 0) v = dropout4(v, i, load<i32>(key), load<i32>(key, 4), threshold, scale);
  if (activation != ACTIVATION_NONE) v = f32x4.mul(v, activationSlope4(activation, loadPart(x + at, count)));
  if (accumulate) v = f32x4.add(v, loadPart(dX + at, count));
  storePart(dX + at, v, count);
}
