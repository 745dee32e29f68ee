// Rows of a position table (P,C): for the new tokens of decoding, whose positions change from run to run, and the gradient
// of those that a window of T <= P positions read.
import type { Param } from "@/domain/graph/model-graph";
import { type DeviceBuffer, partOf } from "../../plan/contract/device-buffer";
import type { Gradients } from "../../plan/contract/gradients";
import type { Decoding, PlanContext } from "../../plan/contract/operation-plan";

/** Emits the look-up of each new token's row and gives the rows (positions,C). */
export function planPositionRows(plan: PlanContext, decoding: Decoding, table: Param): DeviceBuffer {
  const [, channels] = table.shape;
  const y = plan.temporary("positions", plan.positions * channels);
  plan.emit({
    kind: "embedding",
    ids: decoding.positionIds,
    table: plan.parameter(table),
    tableInHalves: false,
    y,
    rows: plan.positions,
    channels,
    positionTable: null,
    positions: plan.positions,
  });
  return y;
}

/** Contributes the gradient of a table by dY (B,T,C); rows behind the window have none. */
export function planPositionGradient(plan: PlanContext, dY: DeviceBuffer, table: Param, gradients: Gradients): void {
  const [rows, channels] = table.shape;
  const { batch, positions } = plan;
  gradients.parameter(table, (whole) => {
    // All of it, since WebGPU binds no stretch that begins behind any row.
    if (rows > positions) plan.emit({ kind: "fill", target: whole, count: whole.words, value: 0 });
    const dTable = partOf(whole, "read", 0, positions * channels);
    plan.emit({ kind: "addPositionsBackward", dY, dTable, batch, positions, channels });
  });
}
