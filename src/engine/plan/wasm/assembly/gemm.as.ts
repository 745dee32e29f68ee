// Single-threaded matrix products: packs panels of a and b, then runs register tiles. Every
// element of c is one chain of multiply-adds in the order of k, cut at multiples of KC, so it does not
// depend on which piece or thread computes it. Blocking after Goto and van de Geijn (2008).
import { EDGE_BYTES, KC, MR, NC, NR, PACKED_ROWS, PIECE_BYTES, ROWS_BYTES } from "../generated/constants.as";
import { packColumns, packRows, panelHeight } from "./pack.as";
import { tile4, tile6 } from "./tile.as";

/** Columns of b, in panels, that a piece may have when they are packed k deep. */
export function columnsThatFit(k: i32): i32 {
  return ((PIECE_BYTES >> 2) / max(1, k) / NR) * NR;
}

/**
 * c (m,n) (+)= op(a) (m,k) * op(b) (k,n), b of floats or of halves (u16); strides in elements. Scratch: ROWS_BYTES +
 * COLUMNS_BYTES.
 */
export function gemm<T>(
  scratch: usize,
  a: usize,
  aStride: i32,
  aTransposed: bool,
  b: usize,
  bStride: i32,
  bTransposed: bool,
  c: usize,
  cStride: i32,
  m: i32,
  n: i32,
  k: i32,
  accumulate: bool,
): void {
  const packedB = scratch + ROWS_BYTES;
  for (let column = 0; column < n; column += NC) {
    const columns = min(NC, n - column);
    for (let depth = 0; depth < k; depth += KC) {
      const depths = min(KC, k - depth);
      const bStart = bTransposed ? column * bStride + depth : depth * bStride + column;
      const bBlock = b + <usize>bStart * sizeof<T>();
      packColumns<T>(packedB, bBlock, bStride, bTransposed, columns, depths);
      const aBlock = a + ((<usize>(aTransposed ? depth * aStride : depth)) << 2);
      multiplyRows(
        scratch,
        aBlock,
        aStride,
        aTransposed,
        packedB,
        c + ((<usize>column) << 2),
        cStride,
        m,
        columns,
        depths,
        accumulate || depth > 0,
      );
    }
  }
}

/** Packs all of op(b) (depths,columns), floats or halves (u16), in blocks of KC depths. */
export function packMatrix<T>(
  target: usize,
  b: usize,
  bStride: i32,
  transposed: bool,
  columns: i32,
  depths: i32,
): void {
  const padded = ((columns + NR - 1) / NR) * NR;
  for (let depth = 0; depth < depths; depth += KC) {
    const count = min(KC, depths - depth);
    const from = b + <usize>(transposed ? depth : depth * bStride) * sizeof<T>();
    packColumns<T>(target, from, bStride, transposed, columns, count);
    target += (<usize>(padded * count)) << 2;
  }
}

/** c (rows,columns) (+)= op(a) (rows,depths) * b as packMatrix packed it. */
export function multiplyRows(
  scratch: usize,
  a: usize,
  aStride: i32,
  aTransposed: bool,
  packedB: usize,
  c: usize,
  cStride: i32,
  rows: i32,
  columns: i32,
  depths: i32,
  add: bool,
): void {
  const packedA = scratch + EDGE_BYTES;
  const padded = ((columns + NR - 1) / NR) * NR;
  for (let depth = 0; depth < depths; depth += KC) {
    const count = min(KC, depths - depth);
    for (let row = 0; row < rows; row += PACKED_ROWS) {
      const height = min(PACKED_ROWS, rows - row);
      const from = a + ((<usize>(aTransposed ? depth * aStride + row : row * aStride + depth)) << 2);
      packRows(packedA, from, aStride, aTransposed, height, count);
      const target = c + ((<usize>(row * cStride)) << 2);
      multiplyPacked(scratch, packedA, packedB, target, cStride, height, columns, count, add || depth > 0);
    }
    packedB += (<usize>(padded * count)) << 2;
  }
}

/** c (rows,columns) (+)= packed a * packed b; `edge` holds one tile, EDGE_BYTES. @inline */
export function multiplyPacked(
  edge: usize,
  aPacked: usize,
  bPacked: usize,
  c: usize,
  cStride: i32,
  rows: i32,
  columns: i32,
  depths: i32,
  add: bool,
): void {
  multiplyPanels(edge, aPacked, bPacked, depths, c, cStride, rows, columns, depths, add);
}

/** As multiplyPacked, with panels of b that were packed `bDepths` deep, of which the first `depths` count. */
export function multiplyPanels(
  edge: usize,
  aPacked: usize,
  bPacked: usize,
  bDepths: i32,
  c: usize,
  cStride: i32,
  rows: i32,
  columns: i32,
  depths: i32,
  add: bool,
): void {
  const bPanel = (<usize>(bDepths * NR)) << 2;
  const stride = (<usize>cStride) << 2;
  for (let column = 0; column < columns; column += NR) {
    const width = min(NR, columns - column);
    let panel = aPacked;
    for (let row = 0; row < rows; ) {
      const height = panelHeight(rows - row);
      const target = c + <usize>row * stride + ((<usize>column) << 2);
      if (row + height <= rows && width == NR) {
        multiplyTile(height, panel, bPacked, depths, target, stride, add);
      } else {
        const inside = min(height, rows - row);
        if (add) copyTile(edge, NR << 2, target, stride, inside, width);
        multiplyTile(height, panel, bPacked, depths, edge, NR << 2, add);
        copyTile(target, stride, edge, NR << 2, inside, width);
      }
      panel += (<usize>(depths * height)) << 2;
      row += height;
    }
    bPacked += bPanel;
  }
}

/** @inline */
function multiplyTile(height: i32, a: usize, b: usize, depth: i32, c: usize, cStride: usize, add: bool): void {
  if (height == MR) tile6(a, b, depth, c, cStride, add);
  else tile4(a, b, depth, c, cStride, add);
}

function copyTile(
  target: usize,
  targetStride: usize,
  source: usize,
  sourceStride: usize,
  height: i32,
  width: i32,
): void {
  for (let row = 0; row < height; row++) {
    for (let column: usize = 0; column < (<usize>width) << 2; column += 4) {
      store<f32>(target + column, load<f32>(source + column));
    }
    target += targetStride;
    source += sourceStride;
  }
}
