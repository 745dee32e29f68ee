// The add command: elementwise sum, for residuals and their gradients.
import { claim, PIECE } from "../../plan/wasm/assembly/context.as";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector.as";
import { AddArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** y = a + b */
export function add(args: AddArguments): void {
  const a = args.a;
  const b = args.b;
  const y = args.y;
  const count = args.count;
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = (<usize>i) << 2;
      storePart(y + at, f32x4.add(loadPart(a + at, end - i), loadPart(b + at, end - i)), end - i);
    }
  }
}
