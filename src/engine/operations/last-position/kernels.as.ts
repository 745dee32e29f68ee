// Selection of the last position of every sequence, and its gradient.
import { claim } from "../../plan/wasm/assembly/context.as";
import { LastPositionArguments, LastPositionBackwardArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** y (B,C) = x (B,T,C) at T - 1 */
export function lastPosition(args: LastPositionArguments): void {
  const x = args.x;
  const y = args.y;
  const batch = args.batch;
  const positions = args.positions;
  const bytes = (<usize>args.channels) << 2;
  for (let row = claim(); row < batch; row = claim()) {
    memory.copy(y + <usize>row * bytes, x + <usize>(row * positions + positions - 1) * bytes, bytes);
  }
}

/** dX (B,T,C) = dY (B,C) at T - 1, 0 elsewhere */
export function lastPositionBackward(args: LastPositionBackwardArguments): void {
  const dY = args.dY;
  const dX = args.dX;
  const batch = args.batch;
  const positions = args.positions;
  const bytes = (<usize>args.channels) << 2;
  for (let row = claim(); row < batch; row = claim()) {
    const target = dX + <usize>(row * positions) * bytes;
    memory.fill(target, 0, <usize>(positions - 1) * bytes);
    memory.copy(target + <usize>(positions - 1) * bytes, dY + <usize>row * bytes, bytes);
  }
}
