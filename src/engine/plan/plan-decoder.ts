// Next-token prediction by kernels on a device that works in the caller's thread: the decoders of
// domain/inference over kernels, with the results of plain arrays but for rounding.
import type { ModelGraph } from "@/domain/graph/model-graph";
import { countKeptTokens } from "@/domain/inference/cached-decoder";
import { createDecoderOver, memoryOf } from "@/domain/inference/create-decoder";
import type { NamedTensors } from "@/domain/named-tensors";
import type { OpenDecoder } from "../engine";
import { type BlockChoice, DecodingBlocks } from "./decoding-blocks";
import type { HostDevice } from "./device";

/**
 * Creates a decoder over a copy of float32 tensors, dropout off; takes ownership of the device. `padId`, or
 * else `fillId` (such as a newline), stands before a text shorter than a window.
 */
export function createPlanDecoder(
  device: HostDevice,
  graph: ModelGraph,
  tensors: NamedTensors,
  padId: number | null,
  fillId: number,
): OpenDecoder {
  const blocks = new DecodingBlocks(device, graph, tensors, blocksFor(graph));
  return { ...createDecoderOver(blocks, graph, padId ?? fillId), dispose: () => device.dispose() };
}

/** Chooses the blocks in which the graph's decoder reads. */
function blocksFor(graph: ModelGraph): BlockChoice {
  switch (memoryOf(graph)) {
    case "state":
      return { sizes: [1], remembers: true };
    case "cache": {
      const kept = countKeptTokens(graph.contextLength);
      return { sizes: kept > 1 ? [kept, 1] : [1], remembers: true };
    }
    case "window":
      return { sizes: [graph.contextLength], remembers: false };
  }
}
