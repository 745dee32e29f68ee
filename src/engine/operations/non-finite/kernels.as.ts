// How many numbers are NaN or infinite: those whose exponent has every bit set.
import { barrier, claim, thread } from "../../plan/wasm/assembly/context.as";
import { loadPart } from "../../plan/wasm/assembly/vector.as";
import { PARTIAL_CHUNKS } from "../../plan/wasm/generated/constants.as";
import { CountNonFiniteArguments } from "../../plan/wasm/generated/kernel-arguments.as";

const EXPONENT: i32 = 0x7f800000;

/** found = how many of values are no finite numbers */
export function countNonFinite(args: CountNonFiniteArguments): void {
  const values = args.values;
  const count = args.count;
  const found = args.found;
  const partials = args.partials;
  const exponent = i32x4.splat(EXPONENT);
  const chunkSize = ((count + PARTIAL_CHUNKS * 4 - 1) / (PARTIAL_CHUNKS * 4)) * 4;
  for (let chunk = claim(); chunk < PARTIAL_CHUNKS; chunk = claim()) {
    let sums = i32x4.splat(0);
    const end = min(count, (chunk + 1) * chunkSize);
    for (let i = chunk * chunkSize; i < end; i += 4) {
      const bits = v128.and(loadPart(values + ((<usize>i) << 2), end - i), exponent);
      sums = i32x4.sub(sums, i32x4.eq(bits, exponent));
    }
    const sum =
      i32x4.extract_lane(sums, 0) +
      i32x4.extract_lane(sums, 1) +
      i32x4.extract_lane(sums, 2) +
      i32x4.extract_lane(sums, 3);
    store<i32>(partials + ((<usize>chunk) << 2), sum);
  }
  barrier();
  if (thread != 0) return;
  let total = 0;
  for (let chunk = 0; chunk < PARTIAL_CHUNKS; chunk++) total += load<i32>(partials + ((<usize>chunk) << 2));
  store<f32>(found, <f32>total);
}
