// The windows command: cuts a batch of contexts and targets out of the token stream.
import { claim, pieceRows } from "../../plan/wasm/assembly/context.as";
import { WindowsArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** Where a window would start that is none. */
const NO_WINDOW: u32 = 0xffffffff;

/** ids (B,T) and targets (B) or (B,T) from start offsets, -1 for targets that the loss mask leaves out */
export function windows(args: WindowsArguments): void {
  const tokens = args.tokens;
  const wide = args.tokenBytes == 4;
  const lossMask = args.lossMask;
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
      const count = every ? positions : 1;
      const target = targets + ((<usize>(row * count)) << 2);
      const id = ids + ((<usize>(row * positions)) << 2);
      if (start == NO_WINDOW) {
        memory.fill(id, 0, (<usize>positions) << 2);
        memory.fill(target, 0xff, (<usize>count) << 2);
        continue;
      }
      copyTokens(tokens, wide, start, id, positions);
      const from = start + 1 + positions - count;
      copyTokens(tokens, wide, from, target, count);
      if (lossMask != 0) leaveOut(lossMask, from, target, count);
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

function leaveOut(lossMask: usize, start: u32, targets: usize, count: i32): void {
  for (let t = 0; t < count; t++) {
    const index = start + t;
    const word = load<u32>(lossMask + ((<usize>(index >> 5)) << 2));
    if (((word >> (index & 31)) & 1) == 0) store<i32>(targets + ((<usize>t) << 2), -1);
  }
}
