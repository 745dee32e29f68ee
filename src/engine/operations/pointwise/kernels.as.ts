// Activation and dropout of every element, with their slopes for the backward pass.

import { activate4 } from "../../plan/wasm/assembly/activations.as";
import { claim, PIECE } from "../../plan/wasm/assembly/context.as";
import { dropout4, dropoutScale } from "../../plan/wasm/assembly/random.as";
import { loadPart, splat, storePart } from "../../plan/wasm/assembly/vector.as";
import { PointwiseArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** y = dropout(activation(x)) */
export function pointwise(args: PointwiseArguments): void {
  const x = args.x;
  const y = args.y;
  const slopes = args.slopes;
  const count = args.count;
  const activation = args.activation;
  const threshold = args.dropoutRate;
  const key = args.dropoutKey;
  const scale = dropoutScale(threshold);
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = (<usize>i) << 2;
      const lanes = end - i;
      const v = loadPart(x + at, lanes);
      const slopeAt = slopes == 0 ? 0 : slopes + at;
      storePart(y + at, bend4(v, slopeAt, i, activation, threshold, key, scale, lanes), lanes);
    }
  }
}

/**
 * dropout(activation(v)) of elements `index` to index + 3; writes the slopes, `count` of them, unless slopes is 0.
 * @inline
 */
export function bend4(
  v: v128,
  slopes: usize,
  index: i32,
  activation: i32,
  threshold: i32,
  key: usize,
  scale: f32,
  count: i32,
): v128 {
  const bent = activate4(activation, v, slopes, count);
  if (threshold == 0) return bent;
  const factor = dropout4(splat(1), index, load<i32>(key), load<i32>(key, 4), threshold, scale);
  if (slopes != 0) storePart(slopes, f32x4.mul(factor, loadPart(slopes, count)), count);
  return f32x4.mul(bent, factor);
}
