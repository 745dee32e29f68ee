// Next-token prediction by kernels on a device that works in the caller's thread: the decoders of
// domain/inference decide what is read, kernels compute.
import type { ModelGraph } from "@/domain/graph/model-graph";
import { predictLast } from "@/domain/graph/narrow";
import { countDroppedTokens } from "@/domain/inference/cached-decoder";
import { createDecoder, memoryOf, type WindowRules } from "@/domain/inference/create-decoder";
import type { StateTensors } from "@/domain/stored-tensor";
import type { DecoderRequest, OpenDecoder } from "../engine";
import { chooseWindowForm } from "../window-choice";
import type { BlockSize } from "./compile-decoding";
import { DecodingBlocks } from "./decoding-blocks";
import type { HostDevice } from "./device";

/** Opens a decoder as an engine gives it, which takes the time where it is to choose how windows are read. */
export function openPlanDecoder(
  device: HostDevice,
  { graph, tensors, fillId, window }: DecoderRequest,
): Promise<OpenDecoder> {
  const chooseForm = chooseWindowForm(window, () => performance.now());
  return createPlanDecoder(device, graph, tensors, { fillId, chooseForm });
}

/** Creates a decoder over a copy of tensors, dropout off; takes ownership of the device. */
export async function createPlanDecoder(
  device: HostDevice,
  graph: ModelGraph,
  tensors: StateTensors,
  rules: WindowRules,
): Promise<OpenDecoder> {
  try {
    const blocks = await DecodingBlocks.open(device, predictLast(graph), tensors, blocksFor(graph));
    return { ...createDecoder(blocks, graph, rules), dispose: () => device.dispose() };
  } catch (error) {
    device.dispose();
    throw error;
  }
}

/** Chooses the blocks in which the graph's decoder reads. */
function blocksFor(graph: ModelGraph): readonly BlockSize[] {
  const { contextLength } = graph;
  const window = { tokens: contextLength, remembers: false };
  switch (memoryOf(graph)) {
    case "state":
      return [{ tokens: 1, remembers: true }];
    case "cache": {
      // Nothing is ever read behind a whole window, so that it need not be remembered.
      const dropped = countDroppedTokens(contextLength);
      const sizes = new Set([contextLength - dropped, dropped, ...partsOf(dropped), 1]);
      const falling = [...sizes].filter((tokens) => tokens > 0).sort((a, b) => b - a);
      return [window, ...falling.map((tokens) => ({ tokens, remembers: true }))];
    }
    case "window":
      return [window];
  }
}

/** How many times smaller each block is than the one before: a prompt of any length is few blocks, each with one head. */
const BLOCK_FACTOR = 8;

function partsOf(tokens: number): readonly number[] {
  const parts: number[] = [];
  for (let part = Math.floor(tokens / BLOCK_FACTOR); part > 1; part = Math.floor(part / BLOCK_FACTOR)) parts.push(part);
  return parts;
}
