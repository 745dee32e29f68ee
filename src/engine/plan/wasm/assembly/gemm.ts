// Single-threaded matrix product of sub-matrices: packs panels of a and b, then runs a register tile of
// 4 x 8. Every element of c is one chain of multiply-adds in the order of k, cut at multiples of
// KC, so it does not depend on which tile or thread computes it. Blocking after Goto and van de Geijn (2008).
import { packColumns, packRows } from "./pack";
import { tile } from "./tile";

/** Rows and columns of a register tile. */
export const MR: i32 = 4;
export const NR: i32 = 8;

const MC: i32 = 96;
const KC: i32 = 256;
const NC: i32 = 512;

export const EDGE_BYTES: usize = 256;
const A_BYTES: usize = 98304;
const B_BYTES: usize = 524288;

/** Bytes of scratch that gemm uses from the address it is given. */
const GEMM_SCRATCH: usize = EDGE_BYTES + A_BYTES + B_BYTES;

/** c (m,n) (+)= op(a) (m,k) * op(b) (k,n); strides in elements. */
export function gemm(
  scratch: usize,
  a: usize, aStride: i32, aTransposed: bool,
  b: usize, bStride: i32, bTransposed: bool,
  c: usize, cStride: i32,
  m: i32, n: i32, k: i32, accumulate: bool,
): void {
  const aPacked = scratch + EDGE_BYTES;
  const bPacked = aPacked + A_BYTES;
  for (let column = 0; column < n; column += NC) {
    const columns = min(NC, n - column);
    for (let depth = 0; depth < k; depth += KC) {
      const depths = min(KC, k - depth);
      const bBlock = b + (<usize>(bTransposed ? column * bStride + depth : depth * bStride + column) << 2);
      packColumns(bPacked, bBlock, bStride, bTransposed, columns, depths);
      const add = accumulate || depth > 0;
      for (let row = 0; row < m; row += MC) {
        const rows = min(MC, m - row);
        const aBlock = a + (<usize>(aTransposed ? depth * aStride + row : row * aStride + depth) << 2);
        packRows(aPacked, aBlock, aStride, aTransposed, rows, depths);
        const cBlock = c + (<usize>(row * cStride + column) << 2);
        multiplyPacked(scratch, aPacked, bPacked, cBlock, cStride, rows, columns, depths, add);
      }
    }
  }
}

/** c (rows,columns) (+)= packed a * packed b; `edge` holds one tile, EDGE_BYTES. */
@inline
export function multiplyPacked(
  edge: usize, aPacked: usize, bPacked: usize, c: usize, cStride: i32,
  rows: i32, columns: i32, depths: i32, add: bool,
): void {
  multiplyPanels(edge, aPacked, bPacked, depths, c, cStride, rows, columns, depths, add);
}

/** As multiplyPacked, with panels of b that were packed `bDepths` deep, of which the first `depths` count. */
export function multiplyPanels(
  edge: usize, aPacked: usize, bPacked: usize, bDepths: i32, c: usize, cStride: i32,
  rows: i32, columns: i32, depths: i32, add: bool,
): void {
  const aPanel = <usize>(depths * MR) << 2;
  const bPanel = <usize>(bDepths * NR) << 2;
  const stride = <usize>cStride << 2;
  for (let column = 0; column < columns; column += NR) {
    let panel = aPacked;
    for (let row = 0; row < rows; row += MR) {
      const target = c + <usize>row * stride + (<usize>column << 2);
      if (row + MR <= rows && column + NR <= columns) {
        tile(panel, bPacked, depths, target, stride, add);
      } else {
        const height = min(MR, rows - row);
        const width = min(NR, columns - column);
        if (add) copyTile(edge, NR << 2, target, stride, height, width);
        tile(panel, bPacked, depths, edge, NR << 2, add);
        copyTile(target, stride, edge, NR << 2, height, width);
      }
      panel += aPanel;
    }
    bPacked += bPanel;
  }
}

function copyTile(target: usize, targetStride: usize, source: usize, sourceStride: usize, height: i32, width: i32): void {
  for (let row = 0; row < height; row++) {
    for (let column: usize = 0; column < <usize>width << 2; column += 4) {
      store<f32>(target + column, load<f32>(source + column));
    }
    target += targetStride;
    source += sourceStride;
  }
}
