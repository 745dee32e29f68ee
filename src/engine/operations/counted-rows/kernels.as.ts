// The list of rows whose target counts, and the way back from it.
import { claim, pieceRows } from "../../plan/wasm/assembly/context.as";
import { ReturnRowsArguments, SelectRowsArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** chosen and chosenTargets (room), places (rows); a row at a time, since each place depends on the rows before */
export function selectRows(args: SelectRowsArguments): void {
  if (claim() != 0) return;
  const targets = args.targets;
  const chosen = args.chosen;
  const chosenTargets = args.chosenTargets;
  const places = args.places;
  const rows = args.rows;
  const room = args.room;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    const target = load<i32>(targets + ((<usize>row) << 2));
    const counts = target >= 0 && count < room;
    store<i32>(places + ((<usize>row) << 2), counts ? count : -1);
    if (!counts) continue;
    store<i32>(chosen + ((<usize>count) << 2), row);
    store<i32>(chosenTargets + ((<usize>count) << 2), target);
    count++;
  }
  memory.fill(chosen + ((<usize>count) << 2), 0, (<usize>(room - count)) << 2);
  memory.fill(chosenTargets + ((<usize>count) << 2), 0xff, (<usize>(room - count)) << 2);
}

/** dX (rows,C) = dY (room,C) at the row's place, 0 where it has none */
export function returnRows(args: ReturnRowsArguments): void {
  const dY = args.dY;
  const places = args.places;
  const dX = args.dX;
  const rows = args.rows;
  const bytes = (<usize>args.channels) << 2;
  const piece = pieceRows(args.channels);
  for (let first = claim() * piece; first < rows; first = claim() * piece) {
    const end = min(rows, first + piece);
    for (let row = first; row < end; row++) {
      const place = load<i32>(places + ((<usize>row) << 2));
      const target = dX + <usize>row * bytes;
      if (place < 0) memory.fill(target, 0, bytes);
      else memory.copy(target, dY + <usize>place * bytes, bytes);
    }
  }
}
