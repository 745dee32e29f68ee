// Graphs of which only some positions are wanted: what acts on each position alone, and stands behind the last operation
// that mixes positions, is computed for those only.
import { GraphAssembly } from "./graph-assembly";
import { type LossPositions, type ModelGraph, type NodeId, type Op, TOKENS } from "./model-graph";

/** Puts `choice` where the outputs of earlier nodes enter what stands behind the last operation that `mixes`. */
export function narrowBehind(
  graph: ModelGraph,
  choice: Op,
  mixes: (op: Op) => boolean,
  lossPositions: LossPositions,
): ModelGraph {
  const mixing = graph.nodes.findLastIndex(({ op }) => mixes(op));
  const assembly = new GraphAssembly({ ...graph, lossPositions });
  const placed = new Map<NodeId, NodeId>([[TOKENS, TOKENS]]);
  const narrowed = new Map<NodeId, NodeId>();
  const placeOf = (id: NodeId, behind: boolean): NodeId => {
    if (!behind || id > mixing) return placed.get(id) as NodeId;
    const narrow = narrowed.get(id) ?? assembly.add(choice, placed.get(id));
    narrowed.set(id, narrow);
    return narrow;
  };
  for (const [id, { op, input }] of graph.nodes.entries()) {
    const behind = id > mixing;
    const source = placeOf(input, behind);
    placed.set(id, assembly.add(op.kind === "add" ? { ...op, with: placeOf(op.with, behind) } : op, source));
  }
  return assembly.finish();
}

/**
 * Gives the graph that computes only the last of the logits: tokens (B,T) -> (B,V).
 */
export function predictLast(graph: ModelGraph): ModelGraph {
  if (graph.lossPositions === "last") return graph;
  return narrowBehind(graph, { kind: "lastPosition" }, (op) => !actsOnEachPosition(op), "last");
}

/**
 * Gives the graph that leaves out rows whose target does not count. A dropped value is chosen by its row, so rows are all
 * there as far as dropout goes, and nodes that drop keep their ids.
 */
export function countedOnly(graph: ModelGraph): ModelGraph {
  const mixes = (op: Op) => !actsOnEachPosition(op) || op.kind === "dropout";
  return narrowBehind(graph, { kind: "countedRows" }, mixes, graph.lossPositions);
}

function actsOnEachPosition({ kind }: Op): boolean {
  switch (kind) {
    case "linear":
    case "layerNorm":
    case "activation":
    case "dropout":
    case "add":
    case "scale":
    case "countedRows":
      return true;
    case "embedding":
    case "addPositions":
    case "flatten":
    case "gru":
    case "attention":
    case "lastPosition":
      return false;
  }
  return kind satisfies never;
}
