// A graph as the few stages that a diagram shows. Data only: the page owns words and looks.
import type { GraphNode, ModelGraph, Param, StagePicture, Stages } from "./model-graph";
import { operationParameters } from "./parameters";

/** Nodes that belong together, with the shape that leaves them: (T,C) or (C). */
export interface Stage {
  readonly label: string;
  /** How a diagram draws it, null for not at all. */
  readonly picture: StagePicture | null;
  /** Number of the layer from 0, null where the stage exists once. */
  readonly layer: number | null;
  readonly shape: readonly number[];
}

/**
 * Lists the stages of a graph. Parameter names start with their stage (`gru.0.recurrent`), so they
 * say which nodes belong together; nodes without parameters of their own join the stage before them. Logits by a tied
 * head, whose only parameter is the embeddings' table, are the stage `output`.
 */
export function describeGraph(graph: ModelGraph): readonly Stage[] {
  const stages: Stage[] = [];
  const known = new Set<string>();
  for (const node of graph.nodes) {
    const parameters = operationParameters(node.op).filter(({ name }) => !known.has(name));
    for (const { name } of parameters) known.add(name);
    const own = stageOf(node, parameters, graph.stages);
    const before = stages.at(-1);
    if (own !== null && (before?.label !== own.label || before.layer !== own.layer)) stages.push(own);
    else if (before !== undefined) stages[stages.length - 1] = { ...before, shape: node.shape };
  }
  return stages;
}

/** Gives the stage that a node opens, or null when it says nothing by itself. */
function stageOf({ op, shape }: GraphNode, parameters: readonly Param[], stages: Stages): Stage | null {
  if (op.kind === "flatten" || op.kind === "lastPosition") {
    return { label: op.kind, picture: pictureOf(op.kind, stages), layer: null, shape };
  }
  if (op.kind === "linear" && parameters.length === 0) {
    return { label: "output", picture: pictureOf("output", stages), layer: null, shape };
  }
  const [parameter] = parameters;
  if (parameter === undefined) return null;
  const [label = "", layer] = parameter.name.split(".");
  return {
    label,
    picture: pictureOf(label, stages),
    layer: layer !== undefined && /^\d+$/.test(layer) ? Number(layer) : null,
    shape,
  };
}

function pictureOf(label: string, stages: Stages): StagePicture | null {
  const picture = stages[label];
  if (picture === undefined) throw new Error(`pictureOf: expected a stage of ${Object.keys(stages)}, got ${label}`);
  return picture;
}
