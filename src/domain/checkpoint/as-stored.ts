// Weights as a graph stores them: numbers that are to lie in memory as halves are the nearest halves from here on, for
// whoever reads them, so that training, texts, measurements and files speak of one model.
import type { ByteSource } from "../byte-source";
import type { ModelGraph } from "../graph/model-graph";
import { graphParameters, sizeOf } from "../graph/parameters";
import type { PlainTensor } from "../named-tensors";
import {
  halvesOf,
  inMemory,
  isStored,
  type StateTensors,
  type StoredTensor,
  storedBytes,
  widen,
} from "../stored-tensor";

const HALF_BYTES = storedBytes.F16;

/**
 * Rounds what the graph stores as halves; the same tensors where they are halves already. What is in a file is rounded
 * when it is read. Throws BeyondHalves, as the reading may.
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
  return { ...tensor, dtype: "F16", bytes: new HalvedNumbers(name, tensor, [0, sizeOf(tensor.shape)]) };
}

function rounded(name: string, tensor: PlainTensor): PlainTensor {
  const data = widen(halvesOf(name, tensor.data).buffer, "F16");
  // States share what is frozen.
  return data.every((number, index) => number === tensor.data[index]) ? tensor : { shape: tensor.shape, data };
}

/** A stretch of a tensor's numbers as the bytes of halves; cut between numbers alone. */
class HalvedNumbers implements ByteSource {
  readonly size: number;
  readonly #name: string;
  readonly #tensor: StoredTensor;
  readonly #from: number;
  readonly #until: number;

  constructor(name: string, tensor: StoredTensor, [from, until]: readonly [number, number]) {
    this.#name = name;
    this.#tensor = tensor;
    this.#from = from;
    this.#until = until;
    this.size = HALF_BYTES * (until - from);
  }

  slice(begin: number, end: number): ByteSource {
    const place = (byte: number) => Math.min(this.#from + byte / HALF_BYTES, this.#until);
    return new HalvedNumbers(this.#name, this.#tensor, [place(begin), place(end)]);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { dtype, bytes } = this.#tensor;
    const width = storedBytes[dtype];
    const stretch = {
      ...this.#tensor,
      shape: [this.#until - this.#from],
      bytes: bytes.slice(width * this.#from, width * this.#until),
    };
    const { data } = await inMemory(this.#name, stretch);
    return halvesOf(this.#name, data).buffer;
  }
}
