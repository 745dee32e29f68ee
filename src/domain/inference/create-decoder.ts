// Chooses how a graph is fed for next-token prediction at a cost that does not grow with the text: by a
// carried state, by a cache, or by its last window.
import type { ModelGraph } from "../graph/model-graph";
import type { NamedTensors } from "../named-tensors";
import { createCachedDecoder } from "./cached-decoder";
import { createCarriedDecoder } from "./carried-decoder";
import type { Decoder } from "./decoder";
import { createGraphReader } from "./graph-reader";
import type { TokenReader } from "./token-reader";
import { createWindowDecoder } from "./window-decoder";

/**
 * Creates a decoder over float32 tensors on plain arrays, dropout off. Tensors are read where they are, never
 * copied. `padId`, or else `fillId` (such as a newline), stands before a text shorter than a window.
 */
export function createDecoder(graph: ModelGraph, tensors: NamedTensors, padId: number | null, fillId: number): Decoder {
  return createDecoderOver(createGraphReader(graph, tensors), graph, padId ?? fillId);
}

/** Creates the decoder that suits a graph's memory over any reader; `fillId` stands before a text shorter than a window. */
export function createDecoderOver(reader: TokenReader, graph: ModelGraph, fillId: number): Decoder {
  switch (memoryOf(graph)) {
    case "state":
      return createCarriedDecoder(reader);
    case "cache":
      return createCachedDecoder(reader, graph.contextLength);
    case "window":
      return createWindowDecoder(reader, graph.contextLength, fillId);
  }
}

/** How a graph remembers a text: by a carried state, by a cache, or by its last window. */
export type DecodingMemory = "state" | "cache" | "window";

/**
 * Tells how a graph can be fed. Attention trained on the last position only has never predicted from
 * an earlier one, so it needs a full window like the graphs that see a window as a whole.
 */
export function memoryOf(graph: ModelGraph): DecodingMemory {
  const operations = graph.nodes.map((node) => node.op);
  if (operations.some((op) => op.kind === "flatten" || (op.kind === "attention" && !op.causal))) return "window";
  if (!operations.some((op) => op.kind === "attention" || op.kind === "addPositions")) return "state";
  return graph.lossPositions === "every" ? "cache" : "window";
}
