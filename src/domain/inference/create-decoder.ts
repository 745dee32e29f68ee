// Chooses how a graph is fed for next-token prediction at a cost that does not grow with the text: by a
// carried state, by a cache, or by its last window.
import type { ModelGraph } from "../graph/model-graph";
import { createCachedDecoder, type FormChoice } from "./cached-decoder";
import type { Decoder, TokenReader } from "./decoder";

/** Tokens that a carried state takes so little time for that they are not worth stopping between. */
const CARRIED_STRIDE = 16;

/** How a decoder stands to texts that are shorter or longer than a window. */
export interface WindowRules {
  /** Stands before a text shorter than a window, where a graph needs a whole one. */
  readonly fillId: number;
  /** Chooses how attention trained on every position reads a text longer than a window. */
  readonly chooseForm: FormChoice;
}

/** Creates the decoder that suits a graph's memory over a reader of the graph; no decoder predicts from nothing. */
export function createDecoder(reader: TokenReader, graph: ModelGraph, rules: WindowRules): Decoder {
  const decoder = decoderFor(reader, graph, rules);
  return {
    ...decoder,
    feed(tokens) {
      if (tokens.length === 0) throw new Error("feed: expected at least one token, got 0");
      return decoder.feed(tokens);
    },
  };
}

function decoderFor(reader: TokenReader, graph: ModelGraph, { fillId, chooseForm }: WindowRules): Decoder {
  switch (memoryOf(graph)) {
    case "state":
      return createCarriedDecoder(reader);
    case "cache":
      return createCachedDecoder(reader, graph.contextLength, chooseForm);
    case "window":
      return createWindowDecoder(reader, graph.contextLength, fillId);
  }
}

/** A recurrent graph: one position a token, however long the text, from a zero state and without padding. */
function createCarriedDecoder(reader: TokenReader): Decoder {
  return {
    lookback: null,
    stride: CARRIED_STRIDE,
    feed(tokens) {
      for (let index = 0; index < tokens.length - 1; index++) reader.read([tokens[index]], 0);
      return reader.read([tokens[tokens.length - 1]], 0);
    },
    reset: () => reader.forget(),
    mark() {
      const putBack = reader.keep();
      return () => {
        putBack();
        return true;
      };
    },
    form: () => null,
  };
}

/** A graph that sees a window as a whole, which is read again for each prediction; `fillId` stands before short texts. */
function createWindowDecoder(reader: TokenReader, contextLength: number, fillId: number): Decoder {
  const window = new Uint32Array(contextLength).fill(fillId);
  return {
    lookback: contextLength,
    stride: contextLength,
    feed(tokens) {
      const count = Math.min(tokens.length, contextLength);
      window.copyWithin(0, count);
      for (let index = 0; index < count; index++) {
        window[contextLength - count + index] = tokens[tokens.length - count + index];
      }
      return reader.read(window, 0);
    },
    reset() {
      window.fill(fillId);
    },
    mark() {
      const marked = window.slice();
      return () => {
        window.set(marked);
        return true;
      };
    },
    form: () => null,
  };
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
