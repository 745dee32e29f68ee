// Matrix products of dense operands, with the arguments that a plan rule cares about; among them that of a weight's
// gradient: a small result, summed over all rows of the batch.
import type { ActivationName } from "@/domain/graph/model-graph";
import type { DeviceBuffer } from "../../plan/contract/device-buffer";
import type { GradientTarget } from "../../plan/contract/gradients";
import type { KernelCall } from "../../plan/contract/kernel-call";
import type { PlanContext } from "../../plan/contract/operation-plan";

/** c (m,n) = op(a) (m,k) * op(b) (k,n) */
interface Product {
  readonly a: DeviceBuffer;
  readonly b: DeviceBuffer;
  readonly c: DeviceBuffer;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly bInHalves?: boolean;
  readonly accumulate?: boolean;
  readonly bias?: DeviceBuffer | null;
  readonly activation?: ActivationName | null;
  readonly slopes?: DeviceBuffer | null;
  readonly residual?: DeviceBuffer | null;
  readonly partials?: DeviceBuffer | null;
  /** Products one behind the other; a stride of 0 uses one operand for all, or sums into one c. */
  readonly batch?: { readonly count: number; readonly a: number; readonly b: number; readonly c: number };
}

/** Makes the call of one product, or of a batch of them. */
export function matmulCall({ batch = { count: 1, a: 0, b: 0, c: 0 }, ...product }: Product): KernelCall {
  const { m, n, k, transposeA = false, transposeB = false } = product;
  return {
    kind: "matmul",
    bInHalves: false,
    accumulate: false,
    bias: null,
    activation: null,
    slopes: null,
    residual: null,
    partials: null,
    ...product,
    transposeA,
    transposeB,
    aRowStride: transposeA ? m : k,
    bRowStride: transposeB ? k : n,
    cRowStride: n,
    batches: batch.count,
    aBatchStride: batch.a,
    bBatchStride: batch.b,
    cBatchStride: batch.c,
  };
}

/** What a weight's gradient is made of. */
interface WeightGradient {
  /** (rows,inputs) */
  readonly x: DeviceBuffer;
  /** (rows,outputs) */
  readonly dY: DeviceBuffer;
  readonly rows: number;
}

/** Emits dWeight (inputs,outputs) = transpose(x) * dY, or adds that to it. */
export function planWeightGradient(plan: PlanContext, { x, dY, rows }: WeightGradient, target: GradientTarget): void {
  const { buffer: c, accumulate } = target;
  const [m, n] = [x.words / rows, dY.words / rows];
  // What adds to its result is not cut.
  const parts = accumulate ? 1 : plan.tuning.productParts({ m, n, k: rows });
  const partials = parts > 1 ? plan.temporary("partials", parts * m * n) : null;
  plan.emit(matmulCall({ a: x, b: dY, c, m, n, k: rows, transposeA: true, partials, accumulate }));
}
