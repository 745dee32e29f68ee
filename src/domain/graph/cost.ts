// What a graph costs before it runs: numbers to train, operations a step, bytes held.
import { type OptimizerKind, optimizerSlots } from "../training/optimizer";
import { snapshotNames } from "../training/snapshot";
import type { StepSize } from "../windows/batch-order";
import type { GraphNode, ModelGraph, NodeId, OpOf, Param } from "./model-graph";
import { float32Bytes, graphParameters, nodesOverTrained, sizeOf, trainedParameters } from "./parameters";
import { linearSides } from "./shapes";

const BYTES = 4;
/** Float operations a number, counted once for all devices: what its formula writes out. */
const FORWARD_PER_NUMBER = { layerNorm: 8, activation: 8, gruGates: 6, softmax: 5 };

/** What a graph costs to train. */
export interface GraphCost {
  readonly parameters: number;
  /** Those that training changes. */
  readonly trained: number;
  /** Of one training step: forward, backward and loss; a multiply-add counts 2. */
  readonly stepFlops: number;
  readonly memory: MemoryEstimate;
}

/** Bytes of one training session, float32 but for weights that are stored as halves. */
export interface MemoryEstimate {
  readonly weights: number;
  readonly gradients: number;
  readonly optimizer: number;
  /** States that are kept beside the newest: what training changes, with the optimizer's slots. */
  readonly snapshots: number;
  /** Outputs of all nodes kept for the backward pass, with their gradients. */
  readonly activations: number;
  readonly total: number;
}

/** Counts the bytes of a run's numbers in its file: all weights, and the optimizer's slots of those that train. */
export function savedBytes(graph: ModelGraph, optimizer: OptimizerKind): number {
  const slots = optimizerSlots[optimizer].length * float32Bytes(trainedParameters(graph));
  return float32Bytes(graphParameters(graph)) + slots;
}

/** Counts what training a graph with steps of such a size costs. */
export function graphCost(
  graph: ModelGraph,
  { batchSize, accumulation }: StepSize,
  optimizer: OptimizerKind,
): GraphCost {
  const parameters = countParameters(graph);
  const weights = graphParameters(graph).reduce((sum, parameter) => sum + bytesOf(parameter), 0);
  const trained = countNumbers(trainedParameters(graph));
  const gradients = BYTES * trained;
  const slots = gradients * optimizerSlots[optimizer].length;
  const snapshots = snapshotNames.length * (gradients + slots);
  const over = nodesOverTrained(graph);
  const kept = graph.nodes.reduce(
    (sum, node, id) => sum + (over.has(id) ? keptNumbers(node, graph.contextLength) : 0),
    0,
  );
  const activations = 2 * BYTES * batchSize * kept;
  return {
    parameters,
    trained,
    stepFlops: countStepFlops(graph, batchSize * accumulation),
    memory: {
      weights,
      gradients,
      optimizer: slots,
      snapshots,
      activations,
      total: weights + gradients + slots + snapshots + activations,
    },
  };
}

/** Counts the numbers of all parameters, trained or not. */
export function countParameters(graph: ModelGraph): number {
  return countNumbers(graphParameters(graph));
}

function bytesOf({ shape, storage }: Param): number {
  return (storage === "float16" ? BYTES / 2 : BYTES) * sizeOf(shape);
}

function countNumbers(parameters: readonly Param[]): number {
  return parameters.reduce((sum, parameter) => sum + sizeOf(parameter.shape), 0);
}

/** Counts the float operations of one training step on so many windows, without the optimizer; a multiply-add counts 2. */
export function countStepFlops(graph: ModelGraph, windows: number): number {
  const over = nodesOverTrained(graph);
  const nodes = graph.nodes.reduce((sum, node, id) => sum + nodeFlops(node, graph.contextLength, over, id), 0);
  const predictions = graph.lossPositions === "last" ? 1 : graph.contextLength;
  const loss = predictions * graph.vocabularySize * FORWARD_PER_NUMBER.softmax;
  return windows * (nodes + loss);
}

/**
 * Forward and backward of one window. The backward pass of a product is one of its size for its weight, if that is
 * trained, and one for its input, if that has a gradient; nodes under the lowest trained parameter have no backward pass.
 */
function nodeFlops(node: GraphNode, contextLength: number, over: ReadonlySet<NodeId>, id: NodeId): number {
  const outputs = sizeOf(node.shape);
  const { op } = node;
  const passes = over.has(id) ? 3 : 1;
  switch (op.kind) {
    case "embedding":
      return outputs; // a look-up, then one addition into the table's gradient
    case "addPositions":
    case "add":
    case "dropout":
    case "scale":
      return (over.has(id) ? 2 : 1) * outputs;
    case "linear": {
      const products = 1 + (op.weight.role === "trained" ? 1 : 0) + (over.has(node.input) ? 1 : 0);
      const additions = op.bias === null ? 0 : op.bias.role === "trained" ? 3 : 1;
      return products * 2 * outputs * linearSides(op).inputs + additions * outputs;
    }
    case "layerNorm":
    case "activation":
      return passes * FORWARD_PER_NUMBER[op.kind] * outputs;
    case "gru":
      return (
        passes *
        contextLength *
        (2 * sizeOf(op.recurrent.shape) + FORWARD_PER_NUMBER.gruGates * (op.bias.shape[1] as number))
      );
    case "attention":
      return passes * attentionFlops(op, contextLength, outputs / contextLength);
    case "flatten":
    case "lastPosition":
    case "countedRows":
      return 0;
  }
  return op satisfies never;
}

/** Scores and weighted values are a multiply-add for each pair of positions and channel. */
function attentionFlops(op: OpOf<"attention">, contextLength: number, channels: number): number {
  const pairs = attentionPairs(op.causal, contextLength);
  return pairs * (4 * channels + FORWARD_PER_NUMBER.softmax * op.heads);
}

function attentionPairs(causal: boolean, contextLength: number): number {
  return causal ? (contextLength * (contextLength + 1)) / 2 : contextLength * contextLength;
}

/** Numbers that the backward pass of one window needs: the output, and what the operation itself keeps. */
function keptNumbers(node: GraphNode, contextLength: number): number {
  const outputs = sizeOf(node.shape);
  if (node.op.kind === "flatten") return 0;
  if (node.op.kind === "gru") return 4 * outputs; // the state and three gates
  if (node.op.kind === "attention") return outputs + node.op.heads * contextLength * contextLength;
  return outputs;
}
