// The multiply command: elementwise product, for the gradients of activations and dropout.
import { claim, PIECE } from "../../plan/wasm/assembly/context.as";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector.as";
import { MultiplyArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** y (+)= a * b */
export function multiply(args: MultiplyArguments): void {
  const a = args.a;
  const b = args.b;
  const y = args.y;
  const count = args.count;
  const accumulate = args.accumulate;
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = (<usize>i) << 2;
      let v = f32x4.mul(loadPart(a + at, end - i), loadPart(b + at, end - i));
      if (accumulate) v = f32x4.add(v, loadPart(y + at, end - i));
      storePart(y + at, v, end - i);
    }
  }
}
