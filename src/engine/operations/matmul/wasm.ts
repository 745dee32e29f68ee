// The matmul command: splits the product among threads, batches, small-m path and epilogue.
// The arithmetic of a block is gemm's.
import { float, integer, offset, scratch, shareEnd, shareStart, threads } from "../../plan/wasm/assembly/context";
import { gemm, MR, NR } from "../../plan/wasm/assembly/gemm";
import { activate4 } from "../../plan/wasm/assembly/activations";
import { loadPart, madd, storePart } from "../../plan/wasm/assembly/vector";
import { ACTIVATION_NONE } from "../../plan/wasm/opcodes";

// Rows between two visits of the epilogue, so that it finds its rows in the second-level cache.
const BLOCK: i32 = 96;
// Up to this many rows, reading b as it lies is cheaper than packing it.
const FEW_ROWS: i32 = 5;

/** c = op(a) * op(b) with epilogue; arguments as in commands.ts. */
export function matmul(args: usize): void {
  const a = offset(args, 0), b = offset(args, 1), c = offset(args, 2);
  const m = integer(args, 3), n = integer(args, 4), k = integer(args, 5);
  const aStride = integer(args, 6), bStride = integer(args, 7), cStride = integer(args, 8);
  const aTransposed = integer(args, 9) != 0, bTransposed = integer(args, 10) != 0;
  const accumulate = integer(args, 11) != 0;
  const batches = integer(args, 12);
  const aBatch = integer(args, 13), bBatch = integer(args, 14), cBatch = integer(args, 15);

  let firstBatch = 0, lastBatch = batches, rowStart = 0, rowEnd = m, columnStart = 0, columnEnd = n;
  if (cBatch != 0 && batches >= 2 * threads) {
    firstBatch = shareStart(batches, 1);
    lastBatch = shareEnd(batches, 1);
  } else if (m >= n) {
    rowStart = shareStart(m, MR);
    rowEnd = shareEnd(m, MR);
  } else {
    columnStart = shareStart(n, NR);
    columnEnd = shareEnd(n, NR);
  }
  const columns = columnEnd - columnStart;
  if (columns <= 0) return;
  const aColumn = aTransposed ? rowStart : rowStart * aStride;
  const bColumn = bTransposed ? columnStart * bStride : columnStart;
  for (let batch = firstBatch; batch < lastBatch; batch++) {
    const aStart = a + (<usize>(batch * aBatch + aColumn) << 2);
    const bStart = b + (<usize>(batch * bBatch + bColumn) << 2);
    const cStart = c + (<usize>(batch * cBatch + rowStart * cStride + columnStart) << 2);
    const add = accumulate || (cBatch == 0 && batch > 0);
    if (m <= FEW_ROWS && !bTransposed && !aTransposed) {
      rowsTimesMatrix(aStart, aStride, bStart, bStride, cStart, cStride, rowEnd - rowStart, columns, k, add);
    } else {
      gemm(
        scratch, aStart, aStride, aTransposed, bStart, bStride, bTransposed, cStart, cStride,
        rowEnd - rowStart, columns, k, add,
      );
    }
    if (cBatch != 0 || batch == lastBatch - 1) {
      finish(args, <usize>(batch * cBatch) << 2, rowStart, rowEnd, columnStart, columns);
    }
  }
}

/** Bias, stored pre-activation, activation and residual over a block of c. */
function finish(args: usize, batchBytes: usize, rowStart: i32, rowEnd: i32, columnStart: i32, columns: i32): void {
  const bias = offset(args, 16), preActivation = offset(args, 18), residual = offset(args, 19);
  const activation = integer(args, 17);
  if (bias == 0 && activation == ACTIVATION_NONE && preActivation == 0 && residual == 0) return;
  const cStride = integer(args, 8);
  for (let row = rowStart; row < rowEnd; row++) {
    const start = batchBytes + (<usize>(row * cStride + columnStart) << 2);
    for (let column = 0; column < columns; column += 4) {
      const count = columns - column;
      const at = start + (<usize>column << 2);
      const target = offset(args, 2) + at;
      let v = loadPart(target, count);
      if (bias != 0) v = f32x4.add(v, loadPart(bias + (<usize>(columnStart + column) << 2), count));
      if (preActivation != 0) storePart(preActivation + at, v, count);
      v = activate4(activation, v);
      if (residual != 0) v = f32x4.add(v, loadPart(residual + at, count));
      storePart(target, v, count);
    }
  }
}

/** c (m,n) (+)= a (m,k) * b (k,n) for few rows, b unpacked: 32 columns at a time. */
function rowsTimesMatrix(
  a: usize, aStride: i32, b: usize, bStride: i32, c: usize, cStride: i32, m: i32, n: i32, k: i32, add: bool,
): void {
  const bytes = <usize>bStride << 2;
  for (let row = 0; row < m; row++) {
    const x = a + (<usize>(row * aStride) << 2);
    const y = c + (<usize>(row * cStride) << 2);
    let column = 0;
    for (; column + 32 <= n; column += 32) {
      rowTimesColumns32(x, b + (<usize>column << 2), bytes, y + (<usize>column << 2), k, add);
    }
    for (; column < n; column += 4) {
      const count = n - column;
      let sum = add ? loadPart(y + (<usize>column << 2), count) : f32x4.splat(0);
      let from = b + (<usize>column << 2);
      if (count >= 4) {
        for (let depth = 0; depth < k; depth++) {
          sum = madd(v128.load32_splat(x + (<usize>depth << 2)), v128.load(from), sum);
          from += bytes;
        }
      } else {
        for (let depth = 0; depth < k; depth++) {
          sum = madd(v128.load32_splat(x + (<usize>depth << 2)), loadPart(from, count), sum);
          from += bytes;
        }
      }
      storePart(y + (<usize>column << 2), sum, count);
    }
  }
}

function rowTimesColumns32(x: usize, b: usize, bytes: usize, y: usize, k: i32, add: bool): void {
  let s0 = f32x4.splat(0), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
  if (add) {
    s0 = v128.load(y); s1 = v128.load(y, 16); s2 = v128.load(y, 32); s3 = v128.load(y, 48);
    s4 = v128.load(y, 64); s5 = v128.load(y, 80); s6 = v128.load(y, 96); s7 = v128.load(y, 112);
  }
  for (let depth = 0; depth < k; depth++) {
    const v = v128.load32_splat(x);
    s0 = madd(v, v128.load(b), s0);
    s1 = madd(v, v128.load(b, 16), s1);
    s2 = madd(v, v128.load(b, 32), s2);
    s3 = madd(v, v128.load(b, 48), s3);
    s4 = madd(v, v128.load(b, 64), s4);
    s5 = madd(v, v128.load(b, 80), s5);
    s6 = madd(v, v128.load(b, 96), s6);
    s7 = madd(v, v128.load(b, 112), s7);
    x += 4;
    b += bytes;
  }
  v128.store(y, s0); v128.store(y, s1, 16); v128.store(y, s2, 32); v128.store(y, s3, 48);
  v128.store(y, s4, 64); v128.store(y, s5, 80); v128.store(y, s6, 96); v128.store(y, s7, 112);
}
