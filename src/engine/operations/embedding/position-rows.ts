// Rows of a position table for the new tokens of decoding, whose positions change from run to run.
import type { Param } from "@/domain/graph/model-graph";
import type { DeviceBuffer } from "../../plan/contract/device-buffer";
import type { Decoding, PlanContext } from "../../plan/contract/operation-plan";

/** Emits the look-up of each new token's row and gives the rows (positions,C). */
export function planPositionRows(plan: PlanContext, decoding: Decoding, table: Param): DeviceBuffer {
  const [, channels] = table.shape;
  const y = plan.temporary("positions", plan.positions * channels);
  plan.emit({
    kind: "embedding",
    ids: decoding.positionIds,
    table: plan.parameter(table),
    y,
    rows: plan.positions,
    channels,
    positionTable: null,
    positions: plan.positions,
  });
  return y;
}
