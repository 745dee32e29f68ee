// The windows command: cuts a batch of contexts and targets out of the token stream.
import { claim, integer, offset, pieceRows, stepAddress } from "../../plan/wasm/assembly/context";

/** ids (B,T) and targets (B) or (B,T) from start offsets */
export function windows(args: usize): void {
  const tokens = offset(args, 0), wide = integer(args, 1) == 4, starts = stepAddress(args, 2);
  const ids = offset(args, 3), targets = offset(args, 4);
  const batch = integer(args, 5), positions = integer(args, 6), every = integer(args, 7) != 0;
  const rows = pieceRows(positions);
  for (let first = claim() * rows; first < batch; first = claim() * rows) {
    const end = min(batch, first + rows);
    for (let row = first; row < end; row++) {
      const start = load<u32>(starts + (<usize>row << 2));
      copyTokens(tokens, wide, start, ids + (<usize>(row * positions) << 2), positions);
      if (every) copyTokens(tokens, wide, start + 1, targets + (<usize>(row * positions) << 2), positions);
      else copyTokens(tokens, wide, start + positions, targets + (<usize>row << 2), 1);
    }
  }
}

function copyTokens(tokens: usize, wide: bool, start: u32, target: usize, count: i32): void {
  for (let t = 0; t < count; t++) store<u32>(target + (<usize>t << 2), token(tokens, wide, start + t));
}

@inline
function token(tokens: usize, wide: bool, index: u32): u32 {
  return wide ? load<u32>(tokens + (<usize>index << 2)) : <u32>load<u16>(tokens + (<usize>index << 1));
}
