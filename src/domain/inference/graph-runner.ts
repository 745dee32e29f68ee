// Interprets a graph forward, dropout off, on plain arrays: one buffer a node, rows filled from left
// to right. Rows that stay in place serve as the attention cache; GRU states are carried apart.
import type { GraphNode, ModelGraph, OpOf, Param } from "../graph/model-graph";
import { TOKENS } from "../graph/model-graph";
import { sizeOf } from "../graph/parameters";
import { linearSides } from "../graph/shapes";
import type { NamedTensors } from "../named-tensors";
import { activationKernel } from "./activation";
import { attentionKernel } from "./attention";
import { addKernel, embeddingKernel } from "./embedding";
import { gruKernel } from "./gru";
import { layerNormKernel } from "./layer-norm";
import { linearKernel } from "./linear";
import { asRows, type RowBuffer, type RowKernel } from "./row-kernel";

/** A graph with its weights and its memory. */
export interface GraphRunner {
  /** The window's tokens (T), written by the owner before `run`. */
  readonly tokens: Uint32Array;
  /**
   * Runs positions [from, to) of the window behind those that are already there, and gives the rows of
   * logits (V) as live views: row t for position t, or a single row for position `to - 1` where the
   * loss is on the last position.
   */
  run(from: number, to: number): readonly Float32Array[];
  /** Forgets carried states. */
  reset(): void;
}

/** What building one node needs to know. */
interface Workshop {
  readonly tensors: NamedTensors;
  readonly tokens: Uint32Array;
  readonly buffers: RowBuffer[];
  readonly states: Float32Array[];
}

/** Prepares a graph to run on float32 tensors; throws when a parameter is missing or of another size. */
export function createGraphRunner(graph: ModelGraph, tensors: NamedTensors): GraphRunner {
  const tokens = new Uint32Array(graph.contextLength);
  const workshop: Workshop = { tensors, tokens, buffers: [], states: [] };
  const kernels = graph.nodes.map((node) => addNode(workshop, node));
  const logits = workshop.buffers[workshop.buffers.length - 1].rows;
  return {
    tokens,
    run(from, to) {
      for (const kernel of kernels) kernel?.(from, to);
      return logits;
    },
    reset() {
      for (const state of workshop.states) state.fill(0);
    },
  };
}

/** Adds a node's buffer to the workshop and gives its kernel, null where the input serves as output. */
function addNode(workshop: Workshop, node: GraphNode): RowKernel | null {
  const { buffers } = workshop;
  const width = node.shape[node.shape.length - 1];
  if (node.op.kind === "dropout" || node.op.kind === "flatten") {
    buffers.push(asRows(buffers[node.input].data, width));
    return null;
  }
  const single = node.shape.length === 1;
  const output = asRows(new Float32Array(sizeOf(node.shape)), width);
  const kernel = kernelOf(workshop, node, output);
  buffers.push(output);
  return single && node.op.kind !== "lastPosition" ? () => kernel(0, 1) : kernel;
}

function kernelOf(workshop: Workshop, node: GraphNode, output: RowBuffer): RowKernel {
  const { op } = node;
  const { tokens, buffers, states } = workshop;
  const weights = (parameter: Param): Float32Array => parameterData(workshop.tensors, parameter);
  const input = node.input === TOKENS ? output : buffers[node.input];
  switch (op.kind) {
    case "embedding":
      return embeddingKernel(tokens, weights(op.table), output);
    case "addPositions":
      return addKernel(input, weights(op.table), output);
    case "add":
      return addKernel(input, buffers[op.with].data, output);
    case "linear":
      return linearKernel(input, weightOf(op, weights), op.bias === null ? null : weights(op.bias), output);
    case "layerNorm":
      return layerNormKernel(input, { gain: weights(op.gain), bias: weights(op.bias), epsilon: op.epsilon }, output);
    case "activation":
      return activationKernel(input, op.fn, output);
    case "gru": {
      const state = new Float32Array(output.width);
      states.push(state);
      return gruKernel(input, { recurrent: weights(op.recurrent), bias: weights(op.bias) }, state, output);
    }
    case "attention":
      return attentionKernel(input, op, output);
    case "lastPosition":
      return (_from, to) => output.data.set(input.rows[to - 1]);
    case "dropout":
    case "flatten":
      throw new Error(`kernelOf: expected an operation with an output of its own, got ${op.kind}`);
  }
  return op satisfies never;
}

/** Gives a linear's weight as (I,O). */
function weightOf(op: OpOf<"linear">, weights: (parameter: Param) => Float32Array): Float32Array {
  const data = weights(op.weight);
  if (!op.transposed) return data;
  const { inputs, outputs } = linearSides(op);
  return data.map((_, index) => data[(index % outputs) * inputs + Math.floor(index / outputs)]);
}

function parameterData(tensors: NamedTensors, parameter: Param): Float32Array {
  const data = tensors.get(parameter.name)?.data;
  if (data?.length !== sizeOf(parameter.shape)) {
    const got = data === undefined ? "none" : `${data.length}`;
    throw new Error(`createGraphRunner: expected ${sizeOf(parameter.shape)} numbers in ${parameter.name}, got ${got}`);
  }
  return data;
}
