// Lists a graph's parameters in the order in which every engine and file keeps them.
import type { ModelGraph, NodeId, Op, Param } from "./model-graph";

/** Lists the parameters of one operation. */
export function operationParameters(op: Op): readonly Param[] {
  switch (op.kind) {
    case "embedding":
    case "addPositions":
      return [op.table];
    case "linear":
      return op.bias === null ? [op.weight] : [op.weight, op.bias];
    case "layerNorm":
      return [op.gain, op.bias];
    case "gru":
      return [op.recurrent, op.bias];
    case "activation":
    case "dropout":
    case "flatten":
    case "attention":
    case "add":
    case "scale":
    case "lastPosition":
    case "countedRows":
      return [];
  }
  return op satisfies never;
}

/** Gives the operation with each of its parameters changed. */
export function mapParameters(op: Op, change: (parameter: Param) => Param): Op {
  switch (op.kind) {
    case "embedding":
    case "addPositions":
      return { ...op, table: change(op.table) };
    case "linear":
      return { ...op, weight: change(op.weight), bias: op.bias && change(op.bias) };
    case "layerNorm":
      return { ...op, gain: change(op.gain), bias: change(op.bias) };
    case "gru":
      return { ...op, recurrent: change(op.recurrent), bias: change(op.bias) };
    default:
      return op;
  }
}

/** Lists all parameters of a graph in the order in which nodes first read them, each once. */
export function graphParameters(graph: ModelGraph): readonly Param[] {
  const byName = new Map<string, Param>();
  for (const { op } of graph.nodes) {
    for (const parameter of operationParameters(op)) {
      if (!byName.has(parameter.name)) byName.set(parameter.name, parameter);
    }
  }
  return [...byName.values()];
}

/** Lists the parameters that training changes, in the same order. */
export function trainedParameters(graph: ModelGraph): readonly Param[] {
  return graphParameters(graph).filter(({ role }) => role === "trained");
}

/** Lists the nodes whose output some trained parameter has a part in: only they have a gradient. */
export function nodesOverTrained({ nodes }: ModelGraph): ReadonlySet<NodeId> {
  const over = new Set<NodeId>();
  for (const [id, { op, input }] of nodes.entries()) {
    const isTrained = operationParameters(op).some(({ role }) => role === "trained");
    if (isTrained || over.has(input) || (op.kind === "add" && over.has(op.with))) over.add(id);
  }
  return over;
}

/** Counts the bytes of tensors as float32, which is how they are trained, copied and saved. */
export function float32Bytes(tensors: Iterable<{ readonly shape: readonly number[] }>): number {
  let numbers = 0;
  for (const { shape } of tensors) numbers += sizeOf(shape);
  return Float32Array.BYTES_PER_ELEMENT * numbers;
}

/** Counts the numbers in a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}
