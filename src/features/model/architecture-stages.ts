// Picks from a graph's description the few stages that its picture shows, from letters to scores.
import { describeGraph, type Stage } from "@/domain/graph/describe";
import type { ModelGraph } from "@/domain/graph/model-graph";

/** One column of the picture. Sizes are counts of numbers; repeated layers are one stage. */
export type ArchitectureStage =
  | { readonly kind: "vectors"; readonly rows: number; readonly columns: number }
  | { readonly kind: "joined"; readonly size: number }
  | { readonly kind: "hidden"; readonly size: number; readonly layers: number }
  | { readonly kind: "memory"; readonly size: number; readonly layers: number }
  | { readonly kind: "attention"; readonly heads: number; readonly layers: number; readonly causal: boolean }
  | { readonly kind: "scores"; readonly size: number };

/** Lists the stages of a graph in order; layers of one kind are counted together. */
export function architectureStages(graph: ModelGraph): readonly ArchitectureStage[] {
  const stages = describeGraph(graph).map((stage) => pictured(graph, stage));
  return stages.reduce<readonly ArchitectureStage[]>(addStage, []);
}

function pictured(graph: ModelGraph, stage: Stage): ArchitectureStage | null {
  const size = stage.shape.at(-1) ?? 0;
  switch (stage.picture) {
    case "vectors":
      return { kind: "vectors", rows: graph.contextLength, columns: size };
    case "joined":
      return { kind: "joined", size };
    case "hidden":
      return { kind: "hidden", size, layers: 1 };
    case "memory":
      return { kind: "memory", size, layers: 1 };
    case "attention":
      return { kind: "attention", ...headsOf(graph), layers: 1 };
    case "scores":
      return { kind: "scores", size };
    case null:
      return null;
  }
  return stage.picture satisfies never;
}

function addStage(stages: readonly ArchitectureStage[], stage: ArchitectureStage | null): readonly ArchitectureStage[] {
  const previous = stages.at(-1);
  if (stage === null) return stages;
  if (previous === undefined || previous.kind !== stage.kind || !("layers" in previous)) return [...stages, stage];
  return [...stages.slice(0, -1), { ...previous, layers: previous.layers + 1 }];
}

function headsOf(graph: ModelGraph): { readonly heads: number; readonly causal: boolean } {
  for (const { op } of graph.nodes) {
    if (op.kind === "attention") return { heads: op.heads, causal: op.causal };
  }
  throw new Error("headsOf: expected a graph with attention, got none");
}
