// The product that gives a weight's gradient: a small result, summed over all rows of the batch.
import type { DeviceBuffer } from "../../plan/device-buffer";
import { matmulCall } from "../../plan/matmul-call";
import type { PlanContext } from "../../plan/operation-plan";

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
  const parts = plan.tuning.productParts({ m, n, k: rows });
  const partials = parts > 1 ? plan.temporary("partials", parts * m * n) : null;
  plan.emit(matmulCall({ a: x, b: dY, c: dWeight, m, n, k: rows, transposeA: true, partials }));
}
