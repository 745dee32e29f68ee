// Matrix products, entry by entry.
import type { PlainArguments, PlainKernel } from "../../plan/plain/kernel";
import { activated, slopeOf } from "../../plan/plain/math";

/** Multiplies, then adds bias, activation and residual in the order of the table. */
export const plainMatmul: PlainKernel<"matmul"> = (args) => {
  for (let batch = 0; batch < args.batches; batch++) {
    const summed = args.cBatchStride === 0;
    for (let i = 0; i < args.m; i++) {
      for (let j = 0; j < args.n; j++) {
        const at = batch * args.cBatchStride + i * args.cRowStride + j;
        const kept = args.accumulate || (summed && batch > 0) ? args.c[at] : 0;
        args.c[at] = kept + matmulEntry(args, batch, i, j);
        if (!summed || batch === args.batches - 1) finishEntry(args, at, j);
      }
    }
  }
};

/** Row i of op(a) times column j of op(b). */
function matmulEntry(args: PlainArguments<"matmul">, batch: number, i: number, j: number): number {
  const { a, b, aRowStride, bRowStride } = args;
  let sum = 0;
  for (let l = 0; l < args.k; l++) {
    const left = args.transposeA ? l * aRowStride + i : i * aRowStride + l;
    const right = args.transposeB ? j * bRowStride + l : l * bRowStride + j;
    sum += a[batch * args.aBatchStride + left] * b[batch * args.bBatchStride + right];
  }
  return sum;
}

/** Bias, activation and residual of the entry at `at`, in column j. */
function finishEntry({ c, bias, slopes, ...args }: PlainArguments<"matmul">, at: number, j: number): void {
  const sum = c[at] + (bias?.[j] ?? 0);
  if (slopes !== null) slopes[at] = slopeOf(args.activation, sum);
  c[at] = activated(args.activation, sum) + (args.residual?.[at] ?? 0);
}
