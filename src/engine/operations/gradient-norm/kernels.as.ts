// Global L2 norm of the gradient and the factor that clips it.
import { barrier, claim, thread } from "../../plan/wasm/assembly/context.as";
import { loadPart } from "../../plan/wasm/assembly/vector.as";
import { PARTIAL_CHUNKS } from "../../plan/wasm/generated/constants.as";
import { GradientNormArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** norm = |gradients|, scale = clip / max(norm, clip) */
export function gradientNorm(args: GradientNormArguments): void {
  const gradients = args.gradients;
  const count = args.count;
  const clip = args.clip;
  const scale = args.scale;
  const norm = args.norm;
  const partials = args.partials;
  const chunkSize = ((count + PARTIAL_CHUNKS * 4 - 1) / (PARTIAL_CHUNKS * 4)) * 4;
  for (let chunk = claim(); chunk < PARTIAL_CHUNKS; chunk = claim()) {
    let even = f64x2.splat(0);
    let odd = f64x2.splat(0);
    const end = min(count, (chunk + 1) * chunkSize);
    for (let i = chunk * chunkSize; i < end; i += 4) {
      const v = loadPart(gradients + ((<usize>i) << 2), end - i);
      const low = f64x2.promote_low_f32x4(v);
      const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(v, v, 2, 3, 2, 3));
      even = f64x2.add(even, f64x2.mul(low, low));
      odd = f64x2.add(odd, f64x2.mul(high, high));
    }
    const sum = f64x2.add(even, odd);
    store<f64>(partials + ((<usize>chunk) << 4), f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
  }
  barrier();
  if (thread != 0) return;
  let total: f64 = 0;
  for (let chunk = 0; chunk < PARTIAL_CHUNKS; chunk++) total += load<f64>(partials + ((<usize>chunk) << 4));
  const length = sqrt<f64>(total);
  store<f32>(norm, <f32>length);
  store<f32>(scale, <f32>(clip != 0 && length > <f64>clip ? <f64>clip / length : 1));
}
