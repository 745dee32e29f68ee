// Learned positions added to every row, and their gradient.
import { claim, PIECE } from "../../plan/wasm/assembly/context.as";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector.as";
import { AddPositionsArguments, AddPositionsBackwardArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** y (B,T,C) = x + table (T,C) */
export function addPositions(args: AddPositionsArguments): void {
  const x = args.x;
  const table = args.table;
  const y = args.y;
  const batch = args.batch;
  const size = args.positions * args.channels;
  for (let row = claim(); row < batch; row = claim()) {
    const start = (<usize>(row * size)) << 2;
    for (let i = 0; i < size; i += 4) {
      const at = (<usize>i) << 2;
      const sum = f32x4.add(loadPart(x + start + at, size - i), loadPart(table + at, size - i));
      storePart(y + start + at, sum, size - i);
    }
  }
}

/** dTable (T,C) = sum of dY (B,T,C) over B. Pieces split the table. */
export function addPositionsBackward(args: AddPositionsBackwardArguments): void {
  const dY = args.dY;
  const dTable = args.dTable;
  const batch = args.batch;
  const size = args.positions * args.channels;
  for (let from = claim() * PIECE; from < size; from = claim() * PIECE) {
    const end = min(size, from + PIECE);
    for (let i = from; i < end; i += 4) {
      let sum = f32x4.splat(0);
      let at = dY + ((<usize>i) << 2);
      for (let row = 0; row < batch; row++) {
        sum = f32x4.add(sum, loadPart(at, end - i));
        at += (<usize>size) << 2;
      }
      storePart(dTable + ((<usize>i) << 2), sum, end - i);
    }
  }
}
