// Sums over rows: the gradients of biases.
import type { DeviceBuffer } from "../../plan/contract/device-buffer";
import type { PlanContext } from "../../plan/contract/operation-plan";

/** Emits y (columns) = sum over the rows of x (rows, columns). */
export function planColumnSums(plan: PlanContext, x: DeviceBuffer, y: DeviceBuffer, columns: number): void {
  plan.emit({
    kind: "columnSums",
    x,
    y,
    rows: x.words / columns,
    columns,
    rowStride: columns,
    partials: plan.temporary("partials", plan.tuning.partialChunks * columns),
  });
}
