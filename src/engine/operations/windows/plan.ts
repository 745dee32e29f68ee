// The cutting of batches out of the token stream.
import type { ModelGraph } from "@/domain/graph/model-graph";
import { createBuffer, type DeviceBuffer } from "../../plan/device-buffer";
import type { KernelCall } from "../../plan/kernel-call";
import type { PlanStore } from "../../plan/plan-store";
import type { StepField } from "../../plan/step-records";

/** The call that cuts a batch of windows, and what it fills. */
interface PlannedWindows {
  /** (B,T), int32. */
  readonly ids: DeviceBuffer;
  /** (B) or (B,T), int32: those of the positions that the loss is taken at, -1 where one does not count. */
  readonly targets: DeviceBuffer;
  readonly call: KernelCall;
}

/** Plans the cutting of `batch` windows at the offsets in `starts`. */
export function planWindows(graph: ModelGraph, store: PlanStore, batch: number, starts: StepField): PlannedWindows {
  const { contextLength: positions, lossPositions } = graph;
  const everyPosition = lossPositions === "every";
  const ids = createBuffer("ids", batch * positions);
  const targets = createBuffer("targets", everyPosition ? batch * positions : batch);
  const { tokens, tokenBytes, lossMask } = store;
  return {
    ids,
    targets,
    call: { kind: "windows", tokens, tokenBytes, lossMask, starts, ids, targets, batch, positions, everyPosition },
  };
}
