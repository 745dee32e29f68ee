// Gradients through what acts on each element alone: products with the slopes that the forward pass saved.
import type { NodeId } from "@/domain/graph/model-graph";
import type { DeviceBuffer } from "../../plan/contract/device-buffer";
import type { Gradients } from "../../plan/contract/gradients";
import type { PlanContext } from "../../plan/contract/operation-plan";

/** Emits dY * slopes and gives its buffer. */
export function planMultiply(plan: PlanContext, dY: DeviceBuffer, slopes: DeviceBuffer): DeviceBuffer {
  const y = plan.temporary("gradient", dY.words);
  plan.emit({ kind: "multiply", a: dY, b: slopes, y, count: dY.words, accumulate: false });
  return y;
}

/** Emits dY * slopes as a contribution to the gradient of a node. */
export function planMultiplyInto(
  plan: PlanContext,
  { dY, slopes }: { readonly dY: DeviceBuffer; readonly slopes: DeviceBuffer },
  node: NodeId,
  gradients: Gradients,
): void {
  gradients.add(node, dY.words, ({ buffer: y, accumulate }) => {
    plan.emit({ kind: "multiply", a: dY, b: slopes, y, count: dY.words, accumulate });
  });
}
