// The windows command: cuts a batch of contexts and targets out of the token stream.
import { integer, offset, shareEnd, shareStart, stepAddress } from "../../plan/wasm/assembly/context";

/** ids (B,T) and targets (B) or (B,T) from start offsets */
export function windows(args: usize): void {
  const tokens = offset(args, 0), wide = integer(args, 1) == 4, starts = stepAddress(args, 2);
  const ids = offset(args, 3), targets = offset(args, 4);
  const batch = integer(args, 5), positions = integer(args, 6), every = integer(args, 7) != 0;
  const end = shareEnd(batch, 1);
  for (let row = shareStart(batch, 1); row < end; row++) {
    const start = load<u32>(starts + (<usize>row << 2));
    const target = ids + (<usize>(row * positions) << 2);
    for (let t = 0; t < positions; t++) store<u32>(target + (<usize>t << 2), token(tokens, wide, start + t));
    if (every) {
      const next = targets + (<usize>(row * positions) << 2);
      for (let t = 0; t < positions; t++) store<u32>(next + (<usize>t << 2), token(tokens, wide, start + t + 1));
    } else {
      store<u32>(targets + (<usize>row << 2), token(tokens, wide, start + positions));
    }
  }
}

@inline
function token(tokens: usize, wide: bool, index: u32): u32 {
  return wide ? load<u32>(tokens + (<usize>index << 2)) : <u32>load<u16>(tokens + (<usize>index << 1));
}
