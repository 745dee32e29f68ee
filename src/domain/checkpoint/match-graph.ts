// Whether a file's tensors are those of a graph: the right names and shapes, finite values.
import type { ModelGraph, Param } from "../graph/model-graph";
import { graphParameters, trainedParameters } from "../graph/parameters";
import { areFinite, type PlainTensor } from "../named-tensors";
import { failure, type Result, success } from "../result";
import { isStored, type StateTensors, type StoredTensor } from "../stored-tensor";
import { isSlot, type OptimizerKind, optimizerSlots, slotName } from "../training/optimizer";
import type { CheckpointError, WrongShape } from "./checkpoint-error";

/**
 * Gives the tensors that a graph and its optimizer need, in file order, or says which are missing, of another shape,
 * unknown to the model or not finite. Slots may be missing all together, as in weights that another program wrote;
 * slots of another optimizer are left out. The numbers of stored tensors are looked at when they are read.
 */
export function matchGraph<Tensors extends StateTensors>(
  tensors: Tensors,
  graph: ModelGraph,
  optimizer: OptimizerKind,
): Result<Tensors, CheckpointError> {
  const weights = graphParameters(graph);
  const slots = optimizerSlots[optimizer].flatMap((slot) =>
    trainedParameters(graph).map((weight) => ({ ...weight, name: slotName(slot, weight.name) })),
  );
  const wanted = slots.some(({ name }) => tensors.has(name)) ? [...weights, ...slots] : weights;
  const missing = wanted.filter(({ name }) => !tensors.has(name)).map(({ name }) => name);
  const wrong = wanted.flatMap((parameter) => wrongShape(parameter, tensors.get(parameter.name)));
  const known = new Set(wanted.map(({ name }) => name));
  const unknown = [...tensors.keys()].filter((name) => !known.has(name) && !isSlot(name));
  if (missing.length + wrong.length + unknown.length > 0) {
    return failure({ code: "weightsMismatch", missing, wrong, unknown, bare: false });
  }
  const matched = new Map(wanted.map(({ name }) => [name, tensors.get(name) as PlainTensor | StoredTensor]));
  const names = [...matched].filter(([, tensor]) => !isUsable(tensor)).map(([name]) => name);
  return names.length > 0
    ? failure({ code: "weightsNotFinite", names })
    : success(matched as ReadonlyMap<string, PlainTensor | StoredTensor> as Tensors);
}

function isUsable(tensor: PlainTensor | StoredTensor): boolean {
  return isStored(tensor) || areFinite(tensor.data);
}

function wrongShape({ name, shape }: Param, found: PlainTensor | StoredTensor | undefined): readonly WrongShape[] {
  if (found === undefined || `${found.shape}` === `${shape}`) return [];
  return [{ name, expected: shape, found: found.shape }];
}
