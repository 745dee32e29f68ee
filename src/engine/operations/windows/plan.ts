// The cutting of batches out of the token stream.
import type { ModelGraph } from "@/domain/graph/model-graph";
import { createBuffer, type DeviceBuffer } from "../../plan/contract/device-buffer";
import type { KernelCall } from "../../plan/contract/kernel-call";
import type { StepField } from "../../plan/contract/step-records";

/** The token stream on the device. */
export interface TokenStream {
  readonly tokens: DeviceBuffer;
  /** Bytes of one token, 2 or 4. */
  readonly tokenBytes: number;
  /** A bit for each token; null where every target counts. */
  readonly lossMask: DeviceBuffer | null;
}

/** The call that cuts a batch of windows, and what it fills. */
interface PlannedWindows {
  /** (B,T), int32. */
  readonly ids: DeviceBuffer;
  /** (B) or (B,T), int32: those of the positions that the loss is taken at, -1 where one does not count. */
  readonly targets: DeviceBuffer;
  readonly call: KernelCall;
}

/** Plans the cutting of `batch` windows at the offsets in `starts`. */
export function planWindows(graph: ModelGraph, stream: TokenStream, batch: number, starts: StepField): PlannedWindows {
  const { contextLength: positions, lossPositions } = graph;
  const everyPosition = lossPositions === "every";
  const ids = createBuffer("ids", batch * positions);
  const targets = createBuffer("targets", everyPosition ? batch * positions : batch);
  const { tokens, tokenBytes, lossMask } = stream;
  return {
    ids,
    targets,
    call: { kind: "windows", tokens, tokenBytes, lossMask, starts, ids, targets, batch, positions, everyPosition },
  };
}
