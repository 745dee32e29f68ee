// The fill command.
import { float, integer, offset, shareEnd, shareStart } from "../../plan/wasm/assembly/context";
import { splat, storePart } from "../../plan/wasm/assembly/vector";

/** target[0..count) = value */
export function fill(args: usize): void {
  const target = offset(args, 0), count = integer(args, 1);
  const v = splat(float(args, 2));
  const end = shareEnd(count, 16);
  for (let i = shareStart(count, 16); i < end; i += 4) storePart(target + (<usize>i << 2), v, end - i);
}
