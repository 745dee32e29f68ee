// How long the arithmetic of a HotWheels step takes at a matrix rate: the floor that a step is held against.
import { modelValues } from "@/domain/architectures/model-config";
import { countStepFlops } from "@/domain/graph/cost";
import { buildSystem } from "../systems";

/** Float operations of one step, two ways of counting. */
export interface StepArithmetic {
  /** Float operations that the graph's formulas write out. */
  readonly written: number;
  /**
   * The same when embedding, flatten and first linear map are taken together: products of the table with
   * each position's rows, gathered by token, replace a product over the whole batch.
   */
  readonly gathered: number;
}

/** Counts the float operations of one HotWheels training step; a multiply-add counts 2. */
export function hotWheelsArithmetic(): StepArithmetic {
  const { graph, model, order } = buildSystem("hotwheels-mlp", true);
  const written = countStepFlops(graph, order.batchSize);
  const { contextLength, vocabularySize } = graph;
  const { embeddingSize, hiddenSize } = modelValues(model);
  const width = contextLength * embeddingSize * hiddenSize;
  // Forward, weights and table: three products each way, over the batch or over the vocabulary.
  const overBatch = 3 * 2 * order.batchSize * width;
  const overVocabulary = 3 * 2 * vocabularySize * width;
  // One addition a window, position and column, forward and backward.
  const additions = 2 * order.batchSize * contextLength * hiddenSize;
  return { written, gathered: written - overBatch + overVocabulary + additions };
}
