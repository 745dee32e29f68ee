// The buffers that last as long as a session: tokens, weights, gradients and optimizer slots.
import type { ModelGraph } from "@/domain/graph/model-graph";
import { graphParameters } from "@/domain/graph/parameters";
import { type OptimizerKind, optimizerSlots } from "@/domain/training/optimizer";
import type { TokenWindows } from "@/domain/windows/token-windows";
import { createBuffer, type DeviceBuffer } from "./device-buffer";
import { ParameterLayout } from "./parameter-layout";

/** Where tokens and parameters lie. */
export interface PlanStore {
  /** Of weights, gradients and each slot. */
  readonly layout: ParameterLayout;
  readonly weights: DeviceBuffer;
  readonly gradients: DeviceBuffer;
  /** In the order of `optimizerSlots`. */
  readonly slots: readonly DeviceBuffer[];
  readonly tokens: DeviceBuffer;
  /** Bytes of one token, 2 or 4. */
  readonly tokenBytes: number;
  /** A bit for each token; null where every target counts. */
  readonly lossMask: DeviceBuffer | null;
}

/** Names the lasting buffers of a session. */
export function createStore(
  graph: ModelGraph,
  { tokens, lossMask }: Pick<TokenWindows, "tokens" | "lossMask">,
  optimizer: OptimizerKind,
): PlanStore {
  const layout = new ParameterLayout(graphParameters(graph));
  return {
    layout,
    weights: createBuffer("weights", layout.words),
    gradients: createBuffer("gradients", layout.words),
    slots: optimizerSlots[optimizer].map((slot) => createBuffer(slot, layout.words)),
    tokens: createBuffer("tokens", Math.ceil(tokens.byteLength / 4)),
    tokenBytes: tokens.BYTES_PER_ELEMENT,
    lossMask: lossMask && createBuffer("lossMask", lossMask.length),
  };
}
