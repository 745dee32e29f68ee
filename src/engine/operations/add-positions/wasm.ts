// Learned positions added to every row, and their gradient.
import { claim, integer, offset, PIECE } from "../../plan/wasm/assembly/context";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector";

/** y (B,T,C) = x + table (T,C) */
export function addPositions(args: usize): void {
  const x = offset(args, 0), table = offset(args, 1), y = offset(args, 2);
  const batch = integer(args, 3), size = integer(args, 4) * integer(args, 5);
  for (let row = claim(); row < batch; row = claim()) {
    const start = <usize>(row * size) << 2;
    for (let i = 0; i < size; i += 4) {
      const at = <usize>i << 2;
      const sum = f32x4.add(loadPart(x + start + at, size - i), loadPart(table + at, size - i));
      storePart(y + start + at, sum, size - i);
    }
  }
}

/** dTable (T,C) = sum of dY (B,T,C) over B. Pieces split the table. */
export function addPositionsBackward(args: usize): void {
  const dY = offset(args, 0), dTable = offset(args, 1);
  const batch = integer(args, 2), size = integer(args, 3) * integer(args, 4);
  for (let from = claim() * PIECE; from < size; from = claim() * PIECE) {
    const end = min(size, from + PIECE);
    for (let i = from; i < end; i += 4) {
      let sum = f32x4.splat(0);
      let at = dY + (<usize>i << 2);
      for (let row = 0; row < batch; row++) {
        sum = f32x4.add(sum, loadPart(at, end - i));
        at += <usize>size << 2;
      }
      storePart(dTable + (<usize>i << 2), sum, end - i);
    }
  }
}
