// Stages: operations of a graph that run as one. A peephole pass over the graph finds them, so that rules
// see the fused form and graphs need not know of it.
import type { GraphNode, ModelGraph, NodeId, OpKind, OpOf } from "@/domain/graph/model-graph";

/** An operation at its place in the graph. */
export interface StageNode<Kind extends OpKind = OpKind> extends GraphNode {
  readonly op: OpOf<Kind>;
  readonly id: NodeId;
}

/** A chain of operations: each follower reads the one before it, and nobody else does. */
export interface Stage<Kind extends OpKind = OpKind> {
  readonly lead: StageNode<Kind>;
  readonly followers: readonly StageNode[];
}

/** What the compiler may fuse, beyond what always pays. */
export interface FusionChoice {
  /** Tables of products in place of embedding, flatten and linear: pays when the batch is larger than the vocabulary. */
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
  lastPosition: [],
};

/** Divides a graph into stages, in execution order. */
export function findStages(graph: ModelGraph, choice: FusionChoice): readonly Stage[] {
  const users = countUsers(graph);
  const stages: Stage[] = [];
  for (let id = 0; id < graph.nodes.length; ) {
    const fits = chains[graph.nodes[id].op.kind].find(
      (chain) => (chain[0] !== "flatten" || choice.embeddingProducts) && isChain(graph, users, id, chain),
    );
    const [lead, ...followers] = [id, ...(fits ?? []).map((_, index) => id + 1 + index)].map((node) => ({
      ...graph.nodes[node],
      id: node,
    }));
    stages.push({ lead, followers });
    id += 1 + followers.length;
  }
  return stages;
}

/** Gives the follower of one kind, null when the stage has none. */
export function followerOf<Kind extends OpKind>(stage: Pick<Stage, "followers">, kind: Kind): StageNode<Kind> | null {
  const found: unknown = stage.followers.find((node) => node.op.kind === kind);
  return (found ?? null) as StageNode<Kind> | null;
}

/** Gives the node whose output is the stage's. */
export function lastOf(stage: Stage): StageNode {
  return stage.followers.at(-1) ?? stage.lead;
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
