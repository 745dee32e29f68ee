// The add command: elementwise sum, for residuals and their gradients.
import { claim, integer, offset, PIECE } from "../../plan/wasm/assembly/context";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector";

/** y = a + b */
export function add(args: usize): void {
  const a = offset(args, 0), b = offset(args, 1), y = offset(args, 2), count = integer(args, 3);
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) {
      const at = <usize>i << 2;
      storePart(y + at, f32x4.add(loadPart(a + at, end - i), loadPart(b + at, end - i)), end - i);
    }
  }
}
