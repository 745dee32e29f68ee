// The fill command.
import { claim, PIECE } from "../../plan/wasm/assembly/context.as";
import { splat, storePart } from "../../plan/wasm/assembly/vector.as";
import { FillArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** target[0..count) = value */
export function fill(args: FillArguments): void {
  const target = args.target;
  const count = args.count;
  const v = splat(args.value);
  for (let from = claim() * PIECE; from < count; from = claim() * PIECE) {
    const end = min(count, from + PIECE);
    for (let i = from; i < end; i += 4) storePart(target + ((<usize>i) << 2), v, end - i);
  }
}
