// Learned positions added to every row, and their gradient.
import { integer, offset, shareEnd, shareStart } from "../../plan/wasm/assembly/context";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector";

/** y (B,T,C) = x + table (T,C) */
export function addPositions(args: usize): void {
  const x = offset(args, 0), table = offset(args, 1), y = offset(args, 2);
  const batch = integer(args, 3), size = integer(args, 4) * integer(args, 5);
  const end = shareEnd(batch, 1);
  for (let row = shareStart(batch, 1); row < end; row++) {
    const start = <usize>(row * size) << 2;
    for (let i = 0; i < size; i += 4) {
      const at = <usize>i << 2;
      const sum = f32x4.add(loadPart(x + start + at, size - i), loadPart(table + at, size - i));
      storePart(y + start + at, sum, size - i);
    }
  }
}

/** dTable (T,C) = sum of dY (B,T,C) over B. Threads split the table. */
export function addPositionsBackward(args: usize): void {
  const dY = offset(args, 0), dTable = offset(args, 1);
  const batch = integer(args, 2), size = integer(args, 3) * integer(args, 4);
  const end = shareEnd(size, 16);
  for (let i = shareStart(size, 16); i < end; i += 4) {
    let sum = f32x4.splat(0);
    let at = dY + (<usize>i << 2);
    for (let row = 0; row < batch; row++) {
      sum = f32x4.add(sum, loadPart(at, end - i));
      at += <usize>size << 2;
    }
    storePart(dTable + (<usize>i << 2), sum, end - i);
  }
}
