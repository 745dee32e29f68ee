// The scale command: a product with one number.
import { claim, PIECE } from "../../plan/wasm/assembly/context.as";
import { loadPart, splat, storePart } from "../../plan/wasm/assembly/vector.as";
import { ScaleArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** y (+)= x * factor */
export function scale(args: ScaleArguments): void {
  const x = args.x;
  const y = args.y;
  const count = args.count;
  const factor = splat(args.factor);
  const accumulate = args.accumulate;
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = (<usize>i) << 2;
      let v = f32x4.mul(loadPart(x + at, end - i), factor);
      if (accumulate) v = f32x4.add(v, loadPart(y + at, end - i));
      storePart(y + at, v, end - i);
    }
  }
}
