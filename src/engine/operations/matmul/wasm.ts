// The matmul command: splits the product among threads, batches, small-m path and epilogue.
// The arithmetic of a block is gemm's.
import { integer, offset, scratch, shareEnd, shareStart, threads } from "../../plan/wasm/assembly/context";
import { FEW_ROWS, rowsTimesMatrix } from "../../plan/wasm/assembly/few-rows";
import { gemm, MR, NR } from "../../plan/wasm/assembly/gemm";
import { activate4 } from "../../plan/wasm/assembly/activations";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector";
import { ACTIVATION_NONE } from "../../plan/wasm/opcodes";

// Rows between two visits of the epilogue, so that it finds its rows in the second-level cache.
const BLOCK: i32 = 96;

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
    const target = offset(args, 2) + start, biasPart = bias == 0 ? 0 : bias + (<usize>columnStart << 2);
    const preRow = preActivation == 0 ? 0 : preActivation + start, residualRow = residual == 0 ? 0 : residual + start;
    let column = 0;
    for (; column + 4 <= columns; column += 4) {
      finishPart(target, biasPart, preRow, activation, residualRow, <usize>column << 2, 4);
    }
    if (column < columns) {
      finishPart(target, biasPart, preRow, activation, residualRow, <usize>column << 2, columns - column);
    }
  }
}

@inline
function finishPart(
  target: usize, bias: usize, preActivation: usize, activation: i32, residual: usize, at: usize, count: i32,
): void {
  let v = loadPart(target + at, count);
  if (bias != 0) v = f32x4.add(v, loadPart(bias + at, count));
  if (preActivation != 0) storePart(preActivation + at, v, count);
  if (activation != ACTIVATION_NONE) v = activate4(activation, v);
  if (residual != 0) v = f32x4.add(v, loadPart(residual + at, count));
  storePart(target + at, v, count);
}
