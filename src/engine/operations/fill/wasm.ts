// The fill command.
import { claim, float, integer, offset, PIECE } from "../../plan/wasm/assembly/context";
import { splat, storePart } from "../../plan/wasm/assembly/vector";

/** target[0..count) = value */
export function fill(args: usize): void {
  const target = offset(args, 0), count = integer(args, 1);
  const v = splat(float(args, 2));
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) storePart(target + (<usize>i << 2), v, end - i);
  }
}
