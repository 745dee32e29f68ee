// Generation as lists of kernel calls: one sequence, a few new tokens at a time behind what is remembered,
// or whole windows. Pure: needs no device.
import type { ModelGraph, NodeId, Param } from "@/domain/graph/model-graph";
import { graphParameters } from "@/domain/graph/parameters";
import { createBuffer, type DeviceBuffer } from "./contract/device-buffer";
import type { KernelCall } from "./contract/kernel-call";
import type { Decoding } from "./contract/operation-plan";
import { RecordLayout, type StepField, type StepRecords } from "./contract/step-records";
import type { Tuning } from "./contract/tuning";
import { GraphPlan } from "./graph-plan";
import { type MemoryPlan, planMemory } from "./memory-plan";
import { ParameterLayout } from "./plan-store";

/** A number of new tokens read at once: behind what is remembered, or else as a whole window. */
export interface BlockSize {
  readonly tokens: number;
  readonly remembers: boolean;
}

/** The reading of `tokens` new tokens. */
export interface BlockPlan extends BlockSize {
  readonly calls: readonly KernelCall[];
  /** (rows,V); the last row predicts the next token. */
  readonly logits: DeviceBuffer;
}

/** Everything that reading blocks on a device needs. */
export interface DecodingPlan {
  readonly layout: ParameterLayout;
  readonly weights: DeviceBuffer;
  /** Of new tokens, int32. */
  readonly ids: DeviceBuffer;
  /** Their positions, int32. */
  readonly positionIds: DeviceBuffer;
  /** Position of the first of them, uint32. */
  readonly position: StepField;
  readonly records: StepRecords;
  readonly blocks: readonly BlockPlan[];
  /** What nodes carry from block to block. */
  readonly memories: readonly DeviceBuffer[];
  readonly memory: MemoryPlan;
}

/** Compiles the reading of blocks of each of the sizes. */
export function compileDecoding(graph: ModelGraph, sizes: readonly BlockSize[], tuning: Tuning): DecodingPlan {
  const { contextLength } = graph;
  const layout = new ParameterLayout(graphParameters(graph));
  const weights = createBuffer("weights", layout.words);
  const ids = createBuffer("ids", Math.max(...sizes.map(({ tokens }) => tokens)));
  const positionIds = createBuffer("positionIds", ids.words);
  const record = new RecordLayout();
  const position = record.add("position", 1);
  const records = record.finish("decodingRecord", 1);
  const memories = new Map<NodeId, DeviceBuffer>();
  const memory = (node: NodeId, words: number): DeviceBuffer => {
    const buffer = memories.get(node) ?? createBuffer(`memory.${node}`, words);
    memories.set(node, buffer);
    return buffer;
  };
  const remembering: Decoding = { position, positionIds, contextLength, memory };
  const parameter = (param: Param) => layout.part(weights, param);
  const blocks = sizes.map(({ tokens, remembers }) => {
    const decoding = remembers ? remembering : null;
    const use = {
      graph,
      tuning,
      batch: 1,
      positions: tokens,
      ids,
      parameter,
      dropoutKeys: null,
      decoding,
      selection: null,
    };
    const plan = new GraphPlan(use);
    return { tokens, remembers, logits: plan.forward(), calls: plan.calls };
  });
  const lasting = [weights, ids, positionIds, records.buffer, ...memories.values()];
  return {
    layout,
    weights,
    ids,
    positionIds,
    position,
    records,
    blocks,
    memories: [...memories.values()],
    memory: planMemory(
      lasting,
      blocks.map((block) => block.calls),
    ),
  };
}
