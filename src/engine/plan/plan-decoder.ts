// Next-token prediction by kernels on a device that works in the caller's thread: the same three ways to
// remember a text as the plain decoders of domain/inference, with the same results but for rounding.
import type { ModelGraph } from "@/domain/graph/model-graph";
import { memoryOf } from "@/domain/inference/create-decoder";
import type { Decoder } from "@/domain/inference/decoder";
import { requireTokens } from "@/domain/inference/require-tokens";
import type { NamedTensors } from "@/domain/named-tensors";
import type { OpenDecoder } from "../engine";
import { DecodingBlocks } from "./decoding-blocks";
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
  const open = (sizes: readonly number[], remembers: boolean) =>
    new DecodingBlocks(device, graph, tensors, { sizes, remembers });
  const dispose = () => device.dispose();
  switch (memoryOf(graph)) {
    case "state":
      return { ...stateDecoder(open([1], true)), dispose };
    case "cache": {
      const kept = Math.floor(graph.contextLength / 2);
      return { ...cacheDecoder(open(kept > 1 ? [kept, 1] : [1], true), graph.contextLength, kept), dispose };
    }
    case "window":
      return { ...windowDecoder(open([graph.contextLength], false), graph.contextLength, padId ?? fillId), dispose };
  }
}

function stateDecoder(blocks: DecodingBlocks): Decoder {
  return {
    feed(tokens) {
      requireTokens(tokens);
      return blocks.read(tokens, 0);
    },
    reset: () => blocks.forget(),
  };
}

/** When the cache is full, its younger half is read again from position 0. */
function cacheDecoder(blocks: DecodingBlocks, contextLength: number, kept: number): Decoder {
  const seen = new Uint32Array(contextLength);
  let filled = 0;
  const append = (tokens: ArrayLike<number>): Float32Array => {
    const logits = blocks.read(tokens, filled);
    for (let index = 0; index < tokens.length; index++) seen[filled + index] = tokens[index];
    filled += tokens.length;
    return logits;
  };
  return {
    feed(tokens) {
      requireTokens(tokens);
      const all = Array.from(tokens);
      let logits = new Float32Array();
      for (let read = 0; read < all.length; ) {
        if (filled === contextLength) {
          const younger = seen.slice(contextLength - kept);
          filled = 0;
          if (kept > 0) append(younger);
        }
        const part = all.slice(read, read + contextLength - filled);
        logits = new Float32Array(append(part));
        read += part.length;
      }
      return logits;
    },
    reset() {
      filled = 0;
    },
  };
}

function windowDecoder(blocks: DecodingBlocks, contextLength: number, fillId: number): Decoder {
  const window = new Uint32Array(contextLength).fill(fillId);
  return {
    feed(tokens) {
      requireTokens(tokens);
      const count = Math.min(tokens.length, contextLength);
      window.copyWithin(0, count);
      for (let index = 0; index < count; index++) {
        window[contextLength - count + index] = tokens[tokens.length - count + index];
      }
      return blocks.read(window, 0);
    },
    reset() {
      window.fill(fillId);
    },
  };
}
