// Selection of the last position of every sequence, and its gradient.
import { claim, integer, offset } from "../../plan/wasm/assembly/context";

/** y (B,C) = x (B,T,C) at T - 1 */
export function lastPosition(args: usize): void {
  const x = offset(args, 0), y = offset(args, 1);
  const batch = integer(args, 2), positions = integer(args, 3);
  const bytes = <usize>integer(args, 4) << 2;
  for (let row = claim(); row < batch; row = claim()) {
    memory.copy(y + <usize>row * bytes, x + <usize>(row * positions + positions - 1) * bytes, bytes);
  }
}

/** dX (B,T,C) = dY (B,C) at T - 1, 0 elsewhere */
export function lastPositionBackward(args: usize): void {
  const dY = offset(args, 0), dX = offset(args, 1);
  const batch = integer(args, 2), positions = integer(args, 3);
  const bytes = <usize>integer(args, 4) << 2;
  for (let row = claim(); row < batch; row = claim()) {
    const target = dX + <usize>(row * positions) * bytes;
    memory.fill(target, 0, <usize>(positions - 1) * bytes);
    memory.copy(target + <usize>(positions - 1) * bytes, dY + <usize>row * bytes, bytes);
  }
}
