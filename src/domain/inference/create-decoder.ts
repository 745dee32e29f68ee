// Chooses how a graph is fed for next-token prediction at a cost that does not grow with the text: by a
// carried state, by a cache, or by its last window.
import type { ModelGraph } from "../graph/model-graph";
import { predictLast } from "../graph/predict-last";
import type { NamedTensors } from "../named-tensors";
import { createCachedDecoder, type FormChoice } from "./cached-decoder";
import { createCarriedDecoder } from "./carried-decoder";
import type { Decoder } from "./decoder";
import { createGraphReader } from "./graph-reader";
import type { TokenReader } from "./token-reader";
import { createWindowDecoder } from "./window-decoder";

/** How a decoder stands to texts that are shorter or longer than a window. */
export interface WindowRules {
  /** Stands before a text shorter than a window, where a graph needs a whole one. */
  readonly fillId: number;
  /** Chooses how attention trained on every position reads a text longer than a window. */
  readonly chooseForm: FormChoice;
}

/**
 * Creates a decoder over float32 tensors on plain arrays, dropout off. Tensors are read where they are, never
 * copied.
 */
export function createDecoder(graph: ModelGraph, tensors: NamedTensors, rules: WindowRules): Decoder {
  return createDecoderOver(createGraphReader(predictLast(graph), tensors), graph, rules);
}

/** Creates the decoder that suits a graph's memory over any reader. */
export function createDecoderOver(reader: TokenReader, graph: ModelGraph, rules: WindowRules): Decoder {
  switch (memoryOf(graph)) {
    case "state":
      return createCarriedDecoder(reader);
    case "cache":
      return createCachedDecoder(reader, graph.contextLength, rules.chooseForm);
    case "window":
      return createWindowDecoder(reader, graph.contextLength, rules.fillId);
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
