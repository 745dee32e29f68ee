// What training changes of a graph: everything, its last blocks, or adapters beside frozen weights.
import type { TuningConfig } from "../config/run-config";
import { adaptedLayers } from "./adapted-layers";
import { addAdapters } from "./adapters";
import type { ModelGraph, NodeId, Op, Param } from "./model-graph";
import { mapParameters, operationParameters } from "./parameters";

/**
 * Freezes parameters, adds adapters and stores what is frozen as the settings say; the same graph where everything is
 * trained.
 */
export function tuneGraph(graph: ModelGraph, tuning: TuningConfig): ModelGraph {
  const tuned = withRoles(graph, tuning);
  return tuning.frozenStorage === "float16" ? changeNamed(tuned, frozenMatrices(tuned), { storage: "float16" }) : tuned;
}

/** Tells whether such settings freeze weights of a model. */
export function isAnyFrozen({ trains, freezeEmbeddings }: TuningConfig): boolean {
  return trains !== "all" || freezeEmbeddings;
}

function withRoles(graph: ModelGraph, tuning: TuningConfig): ModelGraph {
  switch (tuning.trains) {
    case "all":
      return tuning.freezeEmbeddings ? freeze(graph, tableNames(graph)) : graph;
    case "lastBlocks":
      return freeze(graph, namesBelow(graph, firstNodeOfLast(graph, tuning.lastBlocks)));
    case "lora": {
      const adapted = new Set(adaptedNodes(graph, tuning.loraLayers));
      const size = { rank: tuning.loraRank, alpha: tuning.loraAlpha };
      return addAdapters(freeze(graph, namesBelow(graph, graph.nodes.length)), size, (id) => adapted.has(id));
    }
  }
  return tuning.trains satisfies never;
}

/** Lists the linear operations that adapters stand beside. */
function adaptedNodes({ nodes }: ModelGraph, layers: TuningConfig["loraLayers"]): readonly NodeId[] {
  const head = nodes.length - 1;
  const linears = nodes.flatMap(({ op }, id) => (op.kind === "linear" ? [{ id, name: op.weight.name }] : []));
  const ofBlocks = linears.filter(({ id }) => id !== head);
  const chosen = adaptedLayers(ofBlocks, layers);
  // A GRU over one-hot vectors has no other product than its head.
  return (chosen.length > 0 ? chosen : linears).map(({ id }) => id);
}

/** Finds where the last blocks begin; the block of a parameter is the number in its name (`attention.3.norm.gain`). */
function firstNodeOfLast({ nodes }: ModelGraph, blocks: number): NodeId {
  const numbers = nodes.map(({ op }) => blockOf(op));
  const first = Math.max(0, Math.max(-1, ...numbers) + 1 - blocks);
  const begin = numbers.findIndex((number) => number >= first);
  // A model whose one layer has no number begins behind its tables.
  return begin === -1 ? nodes.findLastIndex(({ op }) => isTable(op)) + 1 : begin;
}

function blockOf(op: Op): number {
  const [name] = operationParameters(op).map((parameter) => parameter.name);
  return Number(/^[^.]+\.(\d+)\./.exec(name ?? "")?.[1] ?? -1);
}

/** Names the parameters that nodes before one read; a head that is tied to a table among them is frozen with it. */
function namesBelow({ nodes }: ModelGraph, end: NodeId): ReadonlySet<string> {
  return new Set(nodes.slice(0, end).flatMap(({ op }) => operationParameters(op).map(({ name }) => name)));
}

function tableNames({ nodes }: ModelGraph): ReadonlySet<string> {
  return new Set(nodes.flatMap(({ op }) => (isTable(op) ? operationParameters(op).map(({ name }) => name) : [])));
}

function isTable({ kind }: Op): boolean {
  return kind === "embedding" || kind === "addPositions";
}

/** Names the frozen matrices that linear operations and look-ups of tokens read: nearly all numbers of a model. */
function frozenMatrices({ nodes }: ModelGraph): ReadonlySet<string> {
  const matrices = nodes.flatMap(({ op }) =>
    op.kind === "embedding" ? [op.table] : op.kind === "linear" ? [op.weight] : [],
  );
  return new Set(matrices.filter(({ role }) => role === "frozen").map(({ name }) => name));
}

function freeze(graph: ModelGraph, names: ReadonlySet<string>): ModelGraph {
  return changeNamed(graph, names, { role: "frozen" });
}

function changeNamed(
  graph: ModelGraph,
  names: ReadonlySet<string>,
  change: Partial<Pick<Param, "role" | "storage">>,
): ModelGraph {
  const changed = new Map<string, Param>();
  const settle = (parameter: Param): Param => {
    if (!names.has(parameter.name)) return parameter;
    const known = changed.get(parameter.name) ?? { ...parameter, ...change };
    changed.set(parameter.name, known);
    return known;
  };
  return { ...graph, nodes: graph.nodes.map((node) => ({ ...node, op: mapParameters(node.op, settle) })) };
}
