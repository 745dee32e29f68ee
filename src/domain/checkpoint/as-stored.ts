// Weights as a graph stores them: numbers that are to lie in memory as halves are the nearest halves from here on, for
// whoever reads them, so that training, texts, measurements and files speak of one model.
import { ComputedBytes } from "../byte-source";
import type { ModelGraph } from "../graph/model-graph";
import { graphParameters, sizeOf } from "../graph/parameters";
import type { PlainTensor } from "../named-tensors";
import {
  halvesOf,
  isStored,
  readNumbers,
  type StateTensors,
  type StoredTensor,
  storedBytes,
  widen,
} from "../stored-tensor";

/**
 * Rounds what the graph stores as halves; the same tensors where they are halves already. What is in a file is rounded
 * when it is read. Throws BeyondHalves and NumbersNotFinite, as the reading may.
 */
export function asStored(tensors: StateTensors, graph: ModelGraph): StateTensors {
  const halved = graphParameters(graph).filter(({ storage }) => storage === "float16");
  if (halved.length === 0) return tensors;
  const settled = new Map(tensors);
  for (const { name } of halved) {
    const tensor = tensors.get(name);
    if (tensor !== undefined) settled.set(name, isStored(tensor) ? halvedFile(name, tensor) : rounded(name, tensor));
  }
  return settled;
}

function halvedFile(name: string, tensor: StoredTensor): StoredTensor {
  if (tensor.dtype === "F16") return tensor;
  const halves = async (from: number, until: number) =>
    halvesOf(name, await readNumbers(name, tensor, from, until), tensor.name).buffer;
  return { ...tensor, dtype: "F16", bytes: new ComputedBytes(storedBytes.F16, sizeOf(tensor.shape), halves) };
}

function rounded(name: string, tensor: PlainTensor): PlainTensor {
  const data = widen(halvesOf(name, tensor.data).buffer, "F16");
  // States share what is frozen.
  return data.every((number, index) => number === tensor.data[index]) ? tensor : { shape: tensor.shape, data };
}
