// Whether a checkpoint's tensors are those of a graph: the right names and shapes, finite values.
import type { ModelGraph } from "../graph/model-graph";
import { graphParameters } from "../graph/parameters";
import type { NamedTensors } from "../named-tensors";
import { failure, type Result, success } from "../result";
import { type OptimizerKind, optimizerSlots, slotName } from "../training/optimizer";
import type { CheckpointError } from "./checkpoint-error";

/** Lists a graph's tensors and its optimizer's slots with their shapes, in file order. */
export function expectedTensors(graph: ModelGraph, optimizer: OptimizerKind): ReadonlyMap<string, readonly number[]> {
  const parameters = graphParameters(graph);
  const expected = new Map(parameters.map(({ name, shape }) => [name, shape]));
  for (const slot of optimizerSlots[optimizer]) {
    for (const { name, shape } of parameters) {
      expected.set(slotName(slot, name), shape);
    }
  }
  return expected;
}

/** Accepts tensors that fit, or says which are missing and which have a wrong shape or non-finite values. */
export function matchGraph(
  tensors: NamedTensors,
  graph: ModelGraph,
  optimizer: OptimizerKind,
): Result<NamedTensors, CheckpointError> {
  const missing: string[] = [];
  const wrong: string[] = [];
  for (const [name, shape] of expectedTensors(graph, optimizer)) {
    const tensor = tensors.get(name);
    if (tensor === undefined) {
      missing.push(name);
    } else if (`${tensor.shape}` !== `${shape}` || !tensor.data.every(Number.isFinite)) {
      wrong.push(name);
    }
  }
  return missing.length + wrong.length === 0 ? success(tensors) : failure({ code: "weightsMismatch", missing, wrong });
}
