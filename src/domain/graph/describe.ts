// A graph as the few stages that a diagram shows. Data only: the page owns words and looks.
import { countNodeParameters } from "./cost";
import type { GraphNode, ModelGraph } from "./model-graph";
import { operationParameters } from "./parameters";

const stageLabels = [
  "embedding",
  "positions",
  "flatten",
  "hidden",
  "gru",
  "attention",
  "feedForward",
  "norm",
  "lastPosition",
  "output",
] as const;

/** What a stage is, as a key for the page's words. */
export type StageLabel = (typeof stageLabels)[number];

/** Nodes that belong together, with the shape that leaves them: (T,C) or (C). */
export interface Stage {
  readonly label: StageLabel;
  /** Number of the layer from 0, null where the stage exists once. */
  readonly layer: number | null;
  readonly shape: readonly number[];
  readonly parameters: number;
  /** Share of values dropped at the end of the stage, 0 for none. */
  readonly dropout: number;
}

/**
 * Lists the stages of a graph. Parameter names start with their stage (`gru.0.recurrent`), so they
 * say which nodes belong together; nodes without parameters join the stage before them.
 */
export function describeGraph(graph: ModelGraph): readonly Stage[] {
  const stages: Stage[] = [];
  for (const node of graph.nodes) {
    const own = stageOf(node);
    const before = stages.at(-1);
    if (own !== null && (before?.label !== own.label || before.layer !== own.layer)) stages.push(own);
    else if (before !== undefined) stages[stages.length - 1] = joined(before, node);
  }
  return stages;
}

function joined(stage: Stage, node: GraphNode): Stage {
  return {
    ...stage,
    shape: node.shape,
    parameters: stage.parameters + countNodeParameters(node.op),
    dropout: node.op.kind === "dropout" ? node.op.rate : stage.dropout,
  };
}

/** Gives the stage that a node opens, or null when it says nothing by itself. */
function stageOf(node: GraphNode): Stage | null {
  const { op, shape } = node;
  if (op.kind === "flatten" || op.kind === "lastPosition") {
    return { label: op.kind, layer: null, shape, parameters: 0, dropout: 0 };
  }
  const [parameter] = operationParameters(op);
  if (parameter === undefined) return null;
  const [name, layer] = parameter.name.split(".");
  const label = stageLabels.find((candidate) => candidate === name);
  if (label === undefined) throw new Error(`stageOf: expected a name that starts with a stage, got ${parameter.name}`);
  return {
    label,
    layer: layer !== undefined && /^\d+$/.test(layer) ? Number(layer) : null,
    shape,
    parameters: countNodeParameters(op),
    dropout: 0,
  };
}
