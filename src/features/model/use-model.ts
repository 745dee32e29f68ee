// The graph of the settings under edit and what it costs, recomputed as sliders move. Pure domain code only.

import { useMemo } from "react";
import { buildRunGraph } from "@/domain/architectures/run-graph";
import { type GraphCost, graphCost } from "@/domain/graph/cost";
import type { ModelGraph } from "@/domain/graph/model-graph";
import { stepSizeFor } from "@/domain/windows/batch-order";
import { useData, useSettings } from "@/state/use-app";

/** A model that a run by the settings would have. */
export interface PlannedModel {
  readonly graph: ModelGraph;
  readonly cost: GraphCost;
}

/** Gives graph and cost by the settings; null while no data tells the size of the vocabulary. */
export function usePlannedModel(): PlannedModel | null {
  const model = useSettings((settings) => settings.config.model);
  const contextLength = useSettings((settings) => settings.config.tokens.contextLength);
  const tuning = useSettings((settings) => settings.config.tuning);
  const batchSize = useSettings((settings) => settings.config.training.batchSize);
  const accumulation = useSettings((settings) => settings.config.training.accumulation);
  const optimizer = useSettings((settings) => settings.config.training.optimizer);
  const vocabularySize = useData((data) => data.prepared?.tokenizer.vocabulary.length ?? null);
  const trainWindows = useData((data) => data.prepared?.trainWindows ?? null);
  return useMemo(() => {
    if (vocabularySize === null || trainWindows === null) return null;
    const graph = buildRunGraph({ model, tokens: { contextLength }, tuning }, vocabularySize);
    const step = stepSizeFor({ count: trainWindows }, { batchSize, accumulation });
    return { graph, cost: graphCost(graph, step, optimizer) };
  }, [model, contextLength, tuning, batchSize, accumulation, optimizer, vocabularySize, trainWindows]);
}
