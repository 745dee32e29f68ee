// Matrix products, row by row.
import { asHalves, type PlainArguments, type PlainKernel } from "../../plan/plain/kernel";
import { activated, slopeOf } from "../../plan/plain/math";
import {
  addHalvedProduct,
  addProduct,
  addTransposedHalvedProduct,
  addTransposedProduct,
} from "../../plan/plain/product";

/** Multiplies, then adds bias, activation and residual in the order of the table. */
export const plainMatmul: PlainKernel<"matmul"> = (args) => {
  const { c, m, n, k, batches, cBatchStride } = args;
  const row = new Float64Array(k);
  const sums = new Float64Array(n);
  const add = adderOf(args);
  return () => {
    for (let batch = 0; batch < batches; batch++) {
      const kept = args.accumulate || (cBatchStride === 0 && batch > 0);
      const isDone = cBatchStride !== 0 || batch === batches - 1;
      for (let i = 0; i < m; i++) {
        const start = batch * cBatchStride + i * args.cRowStride;
        readRow(row, args, batch, i);
        sums.fill(0);
        add(sums, row, batch * args.bBatchStride);
        for (let j = 0; j < n; j++) c[start + j] = sums[j] + (kept ? c[start + j] : 0);
        if (isDone) finishRow(args, start);
      }
    }
  };
};

/** Gives what adds a row (k) times op(b), whose first number is that at `first` of b, to sums (n). */
function adderOf({ b, bInHalves, bRowStride, transposeB, n, k }: PlainArguments<"matmul">) {
  if (!bInHalves) {
    const add = transposeB ? addTransposedProduct : addProduct;
    return (sums: Float64Array, row: Float64Array, first: number) =>
      add(sums, row, first === 0 ? b : b.subarray(first), bRowStride);
  }
  const add = transposeB ? addTransposedHalvedProduct : addHalvedProduct;
  const halves = asHalves(b);
  // A few rows at a time, since the whole matrix is not to be there twice.
  const widened = new Float32Array(4 * (transposeB ? k : n));
  return (sums: Float64Array, row: Float64Array, first: number) =>
    add(sums, row, first === 0 ? halves : halves.subarray(first), bRowStride, widened);
}

/** Copies row i of op(a). */
function readRow(row: Float64Array, args: PlainArguments<"matmul">, batch: number, i: number): void {
  const { a, aRowStride, transposeA } = args;
  const start = batch * args.aBatchStride + i * (transposeA ? 1 : aRowStride);
  const step = transposeA ? aRowStride : 1;
  for (let l = 0; l < row.length; l++) row[l] = a[start + l * step];
}

/** Bias, activation and residual of the row that begins at `start`, each rounded as a call of its own would. */
function finishRow({ c, n, bias, activation, slopes, residual }: PlainArguments<"matmul">, start: number): void {
  if (bias === null && activation === null && slopes === null && residual === null) return;
  for (let j = 0; j < n; j++) {
    const at = start + j;
    const sum = Math.fround(c[at] + (bias === null ? 0 : bias[j]));
    if (slopes !== null) slopes[at] = slopeOf(activation, sum);
    c[at] = Math.fround(activated(activation, sum)) + (residual === null ? 0 : residual[at]);
  }
}
