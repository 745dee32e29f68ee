// The part of a graph that the prediction after the last position needs.
import { GraphAssembly } from "./graph-assembly";
import { type ModelGraph, type NodeId, type Op, TOKENS } from "./model-graph";

/**
 * Gives the graph that computes only the last of the logits: tokens (B,T) -> (B,V). What acts on each position
 * alone and stands behind the last operation that mixes positions is computed for the last position only.
 */
export function predictLast(graph: ModelGraph): ModelGraph {
  if (graph.lossPositions === "last") return graph;
  const mixing = graph.nodes.findLastIndex(({ op }) => !actsOnEachPosition(op));
  const assembly = new GraphAssembly({ ...graph, lossPositions: "last" });
  const placed = new Map<NodeId, NodeId>([[TOKENS, TOKENS]]);
  const narrowed = new Map<NodeId, NodeId>();
  const placeOf = (id: NodeId, behind: boolean): NodeId => {
    if (!behind || id > mixing) return placed.get(id) as NodeId;
    const narrow = narrowed.get(id) ?? assembly.add({ kind: "lastPosition" }, placed.get(id));
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

function actsOnEachPosition({ kind }: Op): boolean {
  switch (kind) {
    case "linear":
    case "layerNorm":
    case "activation":
    case "dropout":
    case "add":
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
