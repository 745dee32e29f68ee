// Only the rows whose target counts go on: a few kernels make a compact block of them, and bring gradients back.
import { createBuffer, type DeviceBuffer } from "../../plan/contract/device-buffer";
import type { KernelCall } from "../../plan/contract/kernel-call";
import type { OperationPlan, RowSelection } from "../../plan/contract/operation-plan";

/** The call that lists the rows, and what it fills. */
interface PlannedSelection extends RowSelection {
  /** (room), int32: the targets of the rows listed, -1 behind them. */
  readonly targets: DeviceBuffer;
  readonly call: KernelCall;
}

/** Plans the list of the rows whose targets (rows) count, which are `room` at most. */
export function planSelection(targets: DeviceBuffer, room: number): PlannedSelection {
  const chosen = createBuffer("chosen", room);
  const chosenTargets = createBuffer("chosenTargets", room);
  const places = createBuffer("places", targets.words);
  return {
    chosen,
    places,
    targets: chosenTargets,
    call: { kind: "selectRows", targets, chosen, chosenTargets, places, rows: targets.words, room },
  };
}

/** (…,C) -> those rows of it that count, where there is a list of them */
export const countedRowsPlan: OperationPlan<"countedRows"> = ({ lead }, plan) => {
  const x = plan.value(lead.input);
  if (plan.selection === null) return { output: x, backward: (dY, gradients) => gradients.share(lead.input, dY) };
  const { chosen, places } = plan.selection;
  const channels = lead.shape.at(-1) as number;
  const output = plan.temporary("countedRows", chosen.words * channels);
  // A look-up by row, as one of a table by token.
  const gather = {
    kind: "embedding",
    table: x,
    tableInHalves: false,
    channels,
    positionTable: null,
    positions: 1,
  } as const;
  plan.emit({ ...gather, ids: chosen, y: output, rows: chosen.words });
  return {
    output,
    backward(dY, gradients) {
      gradients.write(lead.input, x.words, (dX) => {
        plan.emit({ kind: "returnRows", dY, places, dX, rows: places.words, channels });
      });
    },
  };
};
