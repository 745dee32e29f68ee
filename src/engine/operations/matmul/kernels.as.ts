// The matmul command: cuts products into pieces of rows, columns or depth, with a path for few rows, and
// finishes each piece with the epilogue while it is in the cache. The arithmetic of a block is gemm's.

import { activate4 } from "../../plan/wasm/assembly/activations.as";
import { barrier, claim, pieceItems, scratch, threads } from "../../plan/wasm/assembly/context.as";
import { FEW_ROWS, rowsTimesMatrix, rowsTimesTransposed } from "../../plan/wasm/assembly/few-rows.as";
import { columnsThatFit, gemm, multiplyRows, packMatrix } from "../../plan/wasm/assembly/gemm.as";
import { loadPart, storePart } from "../../plan/wasm/assembly/vector.as";
import {
  ACTIVATION_NONE,
  LEAST_COLUMNS,
  MR,
  NR,
  PRODUCT_PARTS,
  ROW_BLOCK,
  ROWS_BYTES,
} from "../../plan/wasm/generated/constants.as";
import { MatmulArguments } from "../../plan/wasm/generated/kernel-arguments.as";
import { sumPartials } from "../column-sums/kernels.as";

/** Columns of a row of b that are read in one go where threads share them. */
const LEAST_STRETCH: i32 = 1024;

/** c = op(a) * op(b) with epilogue; arguments in the order of kernel-arguments.ts. */
export function matmul(args: MatmulArguments): void {
  if (args.bInHalves) multiply<u16>(args);
  else multiply<f32>(args);
}

/** The same for a matrix b of floats or of halves (u16). */
function multiply<T>(args: MatmulArguments): void {
  const m = args.m;
  const k = args.k;
  const partials = args.partials;
  const aTransposed = args.transposeA;
  const batches = args.batches;
  const cBatchStride = args.cBatchStride;
  const isSummed = batches > 1 && cBatchStride == 0;
  if (partials != 0) multiplyParts<T>(args);
  else if (!isSummed && m <= FEW_ROWS && !aTransposed) multiplyFewRows<T>(args);
  else if (isSummed || columnsThatFit(k) < min(LEAST_COLUMNS, args.n)) multiplyDeep<T>(args);
  else multiplyBlocks<T>(args);
}

/** The address of an element of a in one product of the batch. @inline */
function aAt(args: MatmulArguments, batch: i32, element: i32): usize {
  return args.a + ((<usize>(batch * args.aBatchStride + element)) << 2);
}
/** @inline */
function bAt<T>(args: MatmulArguments, batch: i32, element: i32): usize {
  return args.b + <usize>(batch * args.bBatchStride + element) * sizeof<T>();
}
/** @inline */
function cAt(args: MatmulArguments, batch: i32, element: i32): usize {
  return args.c + ((<usize>(batch * args.cBatchStride + element)) << 2);
}

/** Pieces are blocks of c; each thread packs the columns of b that it needs and keeps them for the next piece. */
function multiplyBlocks<T>(args: MatmulArguments): void {
  const m = args.m;
  const n = args.n;
  const k = args.k;
  const aStride = args.aRowStride;
  const bStride = args.bRowStride;
  const cStride = args.cRowStride;
  const aTransposed = args.transposeA;
  const bTransposed = args.transposeB;
  const accumulate = args.accumulate;
  const batches = args.batches;
  const manyBatches = batches >= 4 * threads;
  const height = manyBatches || m < n ? m : pieceItems(m, MR, ROW_BLOCK);
  const width = min(columnsThatFit(k), manyBatches || m >= n ? n : pieceItems(n, NR, n));
  const rowBlocks = (m + height - 1) / height;
  const columnBlocks = (n + width - 1) / width;
  const pieces = batches * columnBlocks * rowBlocks;
  const packedB = scratch + ROWS_BYTES;
  let packed = -1;
  for (let piece = claim(); piece < pieces; piece = claim()) {
    const block = piece / rowBlocks;
    const batch = block / columnBlocks;
    const column = (block % columnBlocks) * width;
    const row = (piece % rowBlocks) * height;
    const columns = min(width, n - column);
    const rows = min(height, m - row);
    if (block != packed) {
      const b = bAt<T>(args, batch, bTransposed ? column * bStride : column);
      packMatrix<T>(packedB, b, bStride, bTransposed, columns, k);
      packed = block;
    }
    const a = aAt(args, batch, aTransposed ? row : row * aStride);
    const c = cAt(args, batch, row * cStride + column);
    multiplyRows(scratch, a, aStride, aTransposed, packedB, c, cStride, rows, columns, k, accumulate);
    finish(args, batch, row, rows, column, columns);
  }
}

/** For a sum over many rows with a small result: pieces are parts of k, which are then added in order. */
function multiplyParts<T>(args: MatmulArguments): void {
  const m = args.m;
  const n = args.n;
  const k = args.k;
  const partials = args.partials;
  const aStride = args.aRowStride;
  const bStride = args.bRowStride;
  const aTransposed = args.transposeA;
  const bTransposed = args.transposeB;
  const depths = (k + PRODUCT_PARTS - 1) / PRODUCT_PARTS;
  const bytes = (<usize>(m * n)) << 2;
  for (let part = claim(); part < PRODUCT_PARTS; part = claim()) {
    const from = min(k, part * depths);
    const count = min(k, from + depths) - from;
    const target = partials + <usize>part * bytes;
    if (count == 0) memory.fill(target, 0, bytes);
    const a = args.a + ((<usize>(aTransposed ? from * aStride : from)) << 2);
    const b = bAt<T>(args, 0, bTransposed ? from : from * bStride);
    gemm<T>(scratch, a, aStride, aTransposed, b, bStride, bTransposed, target, n, m, n, count, false);
  }
  barrier();
  sumPartials(args.c, partials, bytes, PRODUCT_PARTS, m * n);
}

/** Products that are summed into one c, or too deep to pack at once: pieces are rows, each through all products. */
function multiplyDeep<T>(args: MatmulArguments): void {
  const m = args.m;
  const n = args.n;
  const k = args.k;
  const aStride = args.aRowStride;
  const bStride = args.bRowStride;
  const cStride = args.cRowStride;
  const aTransposed = args.transposeA;
  const bTransposed = args.transposeB;
  const accumulate = args.accumulate;
  const batches = args.batches;
  const isSummed = args.cBatchStride == 0;
  const height = (((m + threads - 1) / threads + MR - 1) / MR) * MR;
  for (let row = claim() * height; row < m; row = claim() * height) {
    const rows = min(height, m - row);
    for (let batch = 0; batch < batches; batch++) {
      const a = aAt(args, batch, aTransposed ? row : row * aStride);
      const b = bAt<T>(args, batch, 0);
      const c = cAt(args, batch, row * cStride);
      const add = accumulate || (isSummed && batch > 0);
      gemm<T>(scratch, a, aStride, aTransposed, b, bStride, bTransposed, c, cStride, rows, n, k, add);
      if (!isSummed || batch == batches - 1) finish(args, batch, row, rows, 0, n);
    }
  }
}

/** Too few rows to pack b for: pieces are columns of each product. */
function multiplyFewRows<T>(args: MatmulArguments): void {
  const m = args.m;
  const n = args.n;
  const k = args.k;
  const aStride = args.aRowStride;
  const bStride = args.bRowStride;
  const cStride = args.cRowStride;
  const bTransposed = args.transposeB;
  const accumulate = args.accumulate;
  const batches = args.batches;
  const width = fewRowsWidth(n);
  const blocks = (n + width - 1) / width;
  for (let piece = claim(); piece < blocks * batches; piece = claim()) {
    const batch = piece / blocks;
    const column = (piece % blocks) * width;
    const columns = min(width, n - column);
    const a = aAt(args, batch, 0);
    const b = bAt<T>(args, batch, bTransposed ? column * bStride : column);
    const c = cAt(args, batch, column);
    if (bTransposed) rowsTimesTransposed<T>(a, aStride, b, bStride, c, cStride, m, columns, k, accumulate);
    else rowsTimesMatrix<T>(a, aStride, b, bStride, c, cStride, m, columns, k, accumulate);
    finish(args, batch, 0, m, column, columns);
  }
}

/** Long stretches of memory are read faster than short ones: one thread goes through whole rows of b. @inline */
function fewRowsWidth(n: i32): i32 {
  if (threads == 1) return n;
  const share = (n + threads - 1) / threads;
  return max(pieceItems(n, 16, n), min(LEAST_STRETCH, ((share + 15) / 16) * 16));
}

/** Bias, activation with its slope, and residual over a block of c. */
function finish(args: MatmulArguments, batch: i32, firstRow: i32, rows: i32, firstColumn: i32, columns: i32): void {
  const bias = args.bias;
  const slopes = args.slopes;
  const residual = args.residual;
  const activation = args.activation;
  if (bias == 0 && activation == ACTIVATION_NONE && residual == 0) return;
  const biasPart = bias == 0 ? 0 : bias + ((<usize>firstColumn) << 2);
  for (let row = firstRow; row < firstRow + rows; row++) {
    const start = (<usize>(batch * args.cBatchStride + row * args.cRowStride + firstColumn)) << 2;
    const target = args.c + start;
    const slopeRow = slopes == 0 ? 0 : slopes + start;
    const residualRow = residual == 0 ? 0 : residual + start;
    let column = 0;
    for (; column + 4 <= columns; column += 4) {
      finishPart(target, biasPart, activation, slopeRow, residualRow, (<usize>column) << 2, 4);
    }
    if (column < columns) {
      finishPart(target, biasPart, activation, slopeRow, residualRow, (<usize>column) << 2, columns - column);
    }
  }
}

/** @inline */
function finishPart(
  target: usize,
  bias: usize,
  activation: i32,
  slopes: usize,
  residual: usize,
  at: usize,
  count: i32,
): void {
  let v = loadPart(target + at, count);
  if (bias != 0) v = f32x4.add(v, loadPart(bias + at, count));
  if (activation != ACTIVATION_NONE) v = activate4(activation, v, slopes == 0 ? 0 : slopes + at, count);
  if (residual != 0) v = f32x4.add(v, loadPart(residual + at, count));
  storePart(target + at, v, count);
}
