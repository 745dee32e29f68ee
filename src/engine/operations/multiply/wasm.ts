// The multiply command: elementwise product, for the gradients of activations and dropout.
import { claim, integer, offset, PIECE } from "../../plan/wasm/assembly/context";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector";

/** y (+)= a * b */
export function multiply(args: usize): void {
  const a = offset(args, 0), b = offset(args, 1), y = offset(args, 2), count = integer(args, 3);
  const accumulate = integer(args, 4) != 0;
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = <usize>i << 2;
      let v = f32x4.mul(loadPart(a + at, end - i), loadPart(b + at, end - i));
      if (accumulate) v = f32x4.add(v, loadPart(y + at, end - i));
      storePart(y + at, v, end - i);
    }
  }
}
