// Fusion groups: operations of a graph that run as one. A peephole pass over the graph finds them, so that
// rules see the fused form and graphs need not know of it.
import type { GraphNode, ModelGraph, NodeId, OpKind, OpOf } from "@/domain/graph/model-graph";

/** An operation at its place in the graph. */
export interface PlacedNode<Kind extends OpKind = OpKind> extends GraphNode {
  readonly op: OpOf<Kind>;
  readonly id: NodeId;
}

/** A chain of operations, often of one: each follower reads the one before it, and nobody else does. */
export interface FusionGroup<Kind extends OpKind = OpKind> {
  readonly lead: PlacedNode<Kind>;
  readonly followers: readonly PlacedNode[];
}

/** What the compiler may fuse, beyond what always pays. */
export interface FusionChoice {
  /** Tables of products in place of embedding, flatten and linear. */
  readonly embeddingProducts: boolean;
}

// For each leading operation, the chains that may follow it; the first that fits is taken.
const chains: { readonly [Kind in OpKind]: readonly (readonly OpKind[])[] } = {
  embedding: [["flatten", "linear"], ["addPositions"]],
  linear: [["activation", "add"], ["activation"], ["add"]],
  layerNorm: [["activation", "dropout"], ["activation"], ["dropout"]],
  activation: [["dropout"]],
  gru: [["lastPosition"]],
  addPositions: [],
  dropout: [],
  flatten: [],
  attention: [],
  add: [],
  scale: [],
  lastPosition: [],
  countedRows: [],
};

/** Divides a graph into fusion groups, in execution order. */
export function findFusionGroups(graph: ModelGraph, choice: FusionChoice): readonly FusionGroup[] {
  const users = countUsers(graph);
  const groups: FusionGroup[] = [];
  for (let id = 0; id < graph.nodes.length; ) {
    const fits = chains[graph.nodes[id].op.kind].find(
      (chain) => (chain[0] !== "flatten" || mayMultiply(graph, id, choice)) && isChain(graph, users, id, chain),
    );
    const [lead, ...followers] = [id, ...(fits ?? []).map((_, index) => id + 1 + index)].map((node) => ({
      ...graph.nodes[node],
      id: node,
    }));
    groups.push({ lead, followers });
    id += 1 + followers.length;
  }
  return groups;
}

/**
 * Tells whether an embedding may be multiplied by the linear two nodes on, whose weight must lie as (T*C,O); a product reads
 * its first operand, here the table, as float32.
 */
function mayMultiply(graph: ModelGraph, id: NodeId, { embeddingProducts }: FusionChoice): boolean {
  const [{ op }, next] = [graph.nodes[id], graph.nodes[id + 2]?.op];
  const isRead = op.kind === "embedding" && op.table.storage === "float32";
  return embeddingProducts && isRead && next?.kind === "linear" && !next.transposed;
}

/** Gives the follower of one kind, null when the group has none. */
export function followerOf<Kind extends OpKind>(
  group: Pick<FusionGroup, "followers">,
  kind: Kind,
): PlacedNode<Kind> | null {
  const found: unknown = group.followers.find((node) => node.op.kind === kind);
  return (found ?? null) as PlacedNode<Kind> | null;
}

/** Gives the node whose output is the group's. */
export function lastOf(group: FusionGroup): PlacedNode {
  return group.followers.at(-1) ?? group.lead;
}

function isChain(graph: ModelGraph, users: readonly number[], lead: NodeId, chain: readonly OpKind[]): boolean {
  return chain.every((kind, index) => {
    const node = graph.nodes[lead + 1 + index];
    return node?.op.kind === kind && node.input === lead + index && users[lead + index] === 1;
  });
}

function countUsers(graph: ModelGraph): readonly number[] {
  const users = graph.nodes.map(() => 0);
  for (const { op, input } of graph.nodes) {
    if (input >= 0) users[input] += 1;
    if (op.kind === "add") users[op.with] += 1;
  }
  return users;
}
