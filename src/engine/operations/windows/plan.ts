// The cutting of batches out of the token stream.
import { createBuffer, type DeviceBuffer } from "../../plan/contract/device-buffer";
import type { KernelCall } from "../../plan/contract/kernel-call";
import type { StepField } from "../../plan/contract/step-records";

/** The start of a window of which nothing counts, to fill a batch up with. */
export const NO_WINDOW = 0xffffffff;

/** The token stream on the device. */
export interface TokenStream {
  readonly tokens: DeviceBuffer;
  /** Bytes of one token, 2 or 4. */
  readonly tokenBytes: number;
  /** A bit for each token; null where every target counts. */
  readonly lossMask: DeviceBuffer | null;
}

/** The call that cuts a batch of windows, and what it fills. */
export interface PlannedWindows {
  /** (B,T), int32. */
  readonly ids: DeviceBuffer;
  /** (B) or (B,T), int32: those of the positions that the loss is taken at, -1 where one does not count. */
  readonly targets: DeviceBuffer;
  readonly call: KernelCall;
}

/** The size of a batch, and whether it has a target at every position. */
interface WindowShape {
  readonly batch: number;
  readonly positions: number;
  readonly everyPosition: boolean;
}

/** Plans the cutting of windows at the offsets in `starts`. */
export function planWindows(stream: TokenStream, shape: WindowShape, starts: StepField): PlannedWindows {
  const { batch, positions, everyPosition } = shape;
  const ids = createBuffer("ids", batch * positions);
  const targets = createBuffer("targets", everyPosition ? batch * positions : batch);
  const { tokens, tokenBytes, lossMask } = stream;
  return { ids, targets, call: { kind: "windows", tokens, tokenBytes, lossMask, starts, ids, targets, ...shape } };
}
