// The windows command: cuts a batch of contexts and targets out of the token stream.
import { claim, pieceRows } from "../../plan/wasm/assembly/context.as";
import { WindowsArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** ids (B,T) and targets (B) or (B,T) from start offsets */
export function windows(args: WindowsArguments): void {
  const tokens = args.tokens;
  const wide = args.tokenBytes == 4;
  const starts = args.starts;
  const ids = args.ids;
  const targets = args.targets;
  const batch = args.batch;
  const positions = args.positions;
  const every = args.everyPosition;
  const rows = pieceRows(positions);
  for (let first = claim() * rows; first < batch; first = claim() * rows) {
    const end = min(batch, first + rows);
    for (let row = first; row < end; row++) {
      const start = load<u32>(starts + ((<usize>row) << 2));
      copyTokens(tokens, wide, start, ids + ((<usize>(row * positions)) << 2), positions);
      if (every) copyTokens(tokens, wide, start + 1, targets + ((<usize>(row * positions)) << 2), positions);
      else copyTokens(tokens, wide, start + positions, targets + ((<usize>row) << 2), 1);
    }
  }
}

function copyTokens(tokens: usize, wide: bool, start: u32, target: usize, count: i32): void {
  for (let t = 0; t < count; t++) store<u32>(target + ((<usize>t) << 2), token(tokens, wide, start + t));
}

/** @inline */
function token(tokens: usize, wide: bool, index: u32): u32 {
  return wide ? load<u32>(tokens + ((<usize>index) << 2)) : <u32>load<u16>(tokens + ((<usize>index) << 1));
}
