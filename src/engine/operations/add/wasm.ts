// The add command: elementwise sum, for residuals and their gradients.
import { integer, offset, shareEnd, shareStart } from "../../plan/wasm/assembly/context";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector";

/** y = a + b */
export function add(args: usize): void {
  const a = offset(args, 0), b = offset(args, 1), y = offset(args, 2), count = integer(args, 3);
  const end = shareEnd(count, 16);
  for (let i = shareStart(count, 16); i < end; i += 4) {
    const at = <usize>i << 2;
    storePart(y + at, f32x4.add(loadPart(a + at, end - i), loadPart(b + at, end - i)), end - i);
  }
}
