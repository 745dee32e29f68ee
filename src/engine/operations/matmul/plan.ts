// The product that gives a weight's gradient: a small result, summed over all rows of the batch.
import type { DeviceBuffer } from "../../plan/device-buffer";
import { PRODUCT_PARTS } from "../../plan/kernel-call";
import { matmulCall } from "../../plan/matmul-call";
import type { PlanContext } from "../../plan/operation-plan";

/** From here on a sum over rows is worth cutting into parts that threads can share. */
const LEAST_ROWS = 1024;
/** The largest result whose parts still lie in a cache. */
const MOST_WORDS = 2 ** 17;

/** What a weight's gradient is made of. */
interface WeightGradient {
  /** (rows,inputs) */
  readonly x: DeviceBuffer;
  /** (rows,outputs) */
  readonly dY: DeviceBuffer;
  readonly rows: number;
}

/** Emits dWeight (inputs,outputs) = transpose(x) * dY. */
export function planWeightGradient(plan: PlanContext, { x, dY, rows }: WeightGradient, dWeight: DeviceBuffer): void {
  const [m, n] = [x.words / rows, dY.words / rows];
  const inParts = rows >= LEAST_ROWS && m * n <= MOST_WORDS;
  const partials = inParts ? plan.temporary("partials", PRODUCT_PARTS * m * n) : null;
  plan.emit(matmulCall({ a: x, b: dY, c: dWeight, m, n, k: rows, transposeA: true, partials }));
}
