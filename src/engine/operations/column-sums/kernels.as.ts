// The columnSums command: bias gradients. Rows are cut into a fixed number of chunks whose sums are
// added in order, so that the result does not depend on the thread count.
import { barrier, claim } from "../../plan/wasm/assembly/context.as";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector.as";
import { PARTIAL_CHUNKS } from "../../plan/wasm/generated/constants.as";
import { ColumnSumsArguments } from "../../plan/wasm/generated/kernel-arguments.as";

/** Columns of a piece of the last sums. */
export const SUM_COLUMNS: i32 = 256;

/** y (columns) = sum over rows of x (rows, columns) */
export function columnSums(args: ColumnSumsArguments): void {
  const x = args.x;
  const y = args.y;
  const rows = args.rows;
  const columns = args.columns;
  const stride = (<usize>args.rowStride) << 2;
  const partials = args.partials;
  const chunkRows = (rows + PARTIAL_CHUNKS - 1) / PARTIAL_CHUNKS;
  for (let chunk = claim(); chunk < PARTIAL_CHUNKS; chunk = claim()) {
    const first = min(rows, chunk * chunkRows);
    sumRows(
      partials + ((<usize>(chunk * columns)) << 2),
      x + <usize>first * stride,
      stride,
      min(rows, first + chunkRows) - first,
      0,
      columns,
    );
  }
  barrier();
  sumPartials(y, partials, (<usize>columns) << 2, PARTIAL_CHUNKS, columns);
}

/** target (columns) = sum over `rows` rows of source, rows in order, the columns claimed in pieces; stride in bytes. */
export function sumPartials(target: usize, source: usize, stride: usize, rows: i32, columns: i32): void {
  for (let from = claim() * SUM_COLUMNS; from < columns; from = claim() * SUM_COLUMNS) {
    sumRows(target, source, stride, rows, from, min(columns, from + SUM_COLUMNS));
  }
}

/** target[from..to) = sum over `rows` rows of source, rows in order; stride in bytes. */
export function sumRows(target: usize, source: usize, stride: usize, rows: i32, from: i32, to: i32): void {
  let column = from;
  for (; column + 16 <= to; column += 16) {
    let at = source + ((<usize>column) << 2);
    let a = f32x4.splat(0);
    let b = a;
    let c = a;
    let d = a;
    for (let row = 0; row < rows; row++) {
      a = f32x4.add(a, v128.load(at));
      b = f32x4.add(b, v128.load(at, 16));
      c = f32x4.add(c, v128.load(at, 32));
      d = f32x4.add(d, v128.load(at, 48));
      at += stride;
    }
    const to16 = target + ((<usize>column) << 2);
    v128.store(to16, a);
    v128.store(to16, b, 16);
    v128.store(to16, c, 32);
    v128.store(to16, d, 48);
  }
  for (; column < to; column += 4) {
    const count = to - column;
    let at = source + ((<usize>column) << 2);
    let sum = f32x4.splat(0);
    for (let row = 0; row < rows; row++) {
      sum = f32x4.add(sum, loadPart(at, count));
      at += stride;
    }
    storePart(target + ((<usize>column) << 2), sum, count);
  }
}
